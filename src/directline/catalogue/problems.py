"""Why an input was refused: a word key with arguments, turned into text where it is shown."""


class ValueProblem(ValueError):
    """One value is wrong.  `key` names the words `error-<key>` and its `.remedy`.

    It never leaves this room: `Catalogue.parse` turns it into `FieldError`, `Catalogue.check` into
    `RemoteProtocolError`.
    """

    def __init__(self, key: str, **args: str) -> None:
        super().__init__(key)
        self.key = key
        self.args_of_words = args
