"""Why an input was refused: a word key with arguments, turned into text where it is shown."""

from directline.catalogue.measures import Metres, Word, distance


class ValueProblem(ValueError):
    """One value is wrong.  `key` names the words `error-<key>` and its `.remedy`.

    It never leaves this room: `Catalogue.parse` turns it into `FieldError`, `Catalogue.check` into
    `RemoteProtocolError`.
    """

    def __init__(self, key: str, **args: str | Metres) -> None:
        super().__init__(key)
        self.key = key
        self.args_of_words = args

    def said(self, word: Word, language: str) -> dict[str, str]:
        """What the words name, distances as the language sets them."""
        return {
            name: distance(arg, word, language) if isinstance(arg, Metres) else arg
            for name, arg in self.args_of_words.items()
        }
