"""A form of the parties' own, whole, in two versions, for whoever tests charters that name it."""

NETS = """code = "P-NETS"
version = 1
precedence = "PRIORITY"
answers = ["STANDBY", "ROGER"]

[[field]]
name = "gear"
type = "enum"
required = true
critical = true
choices = ["drift", "set"]
word = "p-gear"
vocabulary = "p-gear"

[[field]]
name = "area"
type = "poly"
required = true

[[field]]
name = "nets"
type = "n"
maximum = 100
word = "p-nets"
quantity = "p-nets"

[[field]]
name = "remark"
type = "txt"
chars_max = 200

[[deadline]]
what = "answer"
ms = 3_600_000
source = "proposed"
"""
NETS_2 = NETS.replace("version = 1", "version = 2").replace(
    'choices = ["drift", "set"]', 'choices = ["drift", "set", "trawl"]'
)
WORDS = {
    "en": """form-P-NETS = Nets are set: steer clear
field-p-gear = Gear
    .help = What stands in the water
field-p-nets = How many
    .help = Count each net once
choice-p-gear-drift = drift nets
choice-p-gear-set = set nets
quantity-p-nets = nets, each counted once
""",
    "ru": """form-P-NETS = Поставлены сети: обходить
field-p-gear = Снасть
    .help = Что стоит в воде
field-p-nets = Сколько
    .help = Каждая сеть считается один раз
choice-p-gear-drift = дрифтерные сети
choice-p-gear-set = ставные сети
quantity-p-nets = сетей, каждая один раз
""",
}
WORDS_2 = {
    "en": "form-P-NETS-2 = Nets or a trawl: steer clear\nchoice-p-gear-trawl = a trawl\n",
    "ru": "form-P-NETS-2 = Сети или трал: обходить\nchoice-p-gear-trawl = трал\n",
}
FILES = {"forms/p-nets.toml": NETS} | {f"words/{k}/p-nets.ftl": t for k, t in WORDS.items()}
FILES_2 = (
    FILES
    | {"forms/p-nets-2.toml": NETS_2}
    | {f"words/{k}/p-nets-2.ftl": t for k, t in WORDS_2.items()}
)
INPUTS = {"gear": "set", "area": "35.30 40.00\n35.30 40.30\n35.10 40.15", "nets": "3"}
