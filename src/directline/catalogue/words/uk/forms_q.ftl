### Запитання, протести, зустрічі: слова цих форм.

## Назви
form-Q3 = Запит про зустріч
form-Q4 = Запит про подію на кордоні
form-Q5 = Запит про розмову керівників
form-Q6 = Протест: порушено правило
form-Q7 = Порядок денний засідання комісії

## Відповіді
answer-later = LATER: так, але в інший час

## Профілі
profile-border = питання про кордон
profile-commissions = щорічні комісії

## Поля
field-meeting_level = Рівень
    .help = Хто має зустрітися, за посадою.
field-topic = Тема
    .help = Про що говорити, кількома реченнями.
field-medium = У який спосіб
    .help = Як сторони говоритимуть.
field-meeting_host = Хто приймає
    .help = Чиє це місце. Якщо місця немає, виберіть це.
field-meeting_place = Місце
    .help = Де зустрітися, словами.
field-talk_language = Мови розмови
    .help = Коди мов через /, спершу ваша: uk/en.
field-facts = Що помічено
    .help = Що сталося на кордоні, наскільки знає ваша сторона. Лише факти.
field-urgent = Терміново
    .help = Прохання відповісти за дві доби. Цей строк запропоновано програмою.
field-caller = Хто викликає
    .help = Посада з вашого боку, без імені.
field-called = Кого викликають
    .help = Посада з іншого боку, без імені.
field-slot_1 = Перший запропонований час
    .help = Початок і кінець за UTC.
field-slot_2 = Другий запропонований час
    .help = Початок і кінець за UTC.
field-slot_3 = Третій запропонований час
    .help = Початок і кінець за UTC.
field-confidentiality = Конфіденційність
    .help = Кому можна показати це повідомлення. Обидві сторони цього дотримуються.
field-rule_claimed = Правило
    .help = Правило, яке, за словами вашої сторони, порушено, і де воно записане.
field-redress = Про що просять
    .help = Про що просить ваша сторона. У цій формі немає місця погрозі й ультиматуму.
field-redress_text = Про що просять, словами
    .help = Подробиці прохання. Залиште порожнім, якщо вибір каже все.
field-commission = Комісія
    .help = Її назва й угода, якій вона служить.
field-agenda = Пункти
    .help = Пронумеруйте пункти. Кожен про одне.
field-item_ref = Повідомлення, про яке пункт
    .help = Сторона й номер: ALPHA 12.
field-item_ref_more = Друге таке повідомлення
    .help = Сторона й номер: ALPHA 12.
field-item_ref_last = Третє таке повідомлення
    .help = Сторона й номер: ALPHA 12.

## Варіанти
choice-meeting_level-duty-officers = оперативні чергові
choice-meeting_level-experts = експерти
choice-meeting_level-commanders = командувачі в районі
choice-meeting_level-deputies = заступники начальників генеральних штабів
choice-meeting_level-chiefs-of-staff = начальники генеральних штабів
choice-meeting_level-ministers = міністри
choice-meeting_level-delegations = делегації

choice-medium-in-person = особисто
choice-medium-video = відеозв'язком
choice-medium-voice = голосом
choice-medium-text = письмово

choice-meeting_host-our-side = наша сторона
choice-meeting_host-your-side = ваша сторона
choice-meeting_host-neutral-host = нейтральна сторона
choice-meeting_host-contact-point = пункт зустрічей на лінії
choice-meeting_host-no-place = місце не потрібне

choice-principal-head-of-state = глава держави
choice-principal-head-of-government = глава уряду
choice-principal-defence-minister = міністр оборони
choice-principal-foreign-minister = міністр закордонних справ
choice-principal-chief-of-staff = начальник генерального штабу
choice-principal-security-adviser = керівник апарату ради безпеки

choice-confidentiality-parties-only = лише сторони
choice-confidentiality-parties-and-host = сторони й нейтральний посередник
choice-confidentiality-may-be-published = можна оприлюднити

choice-redress-none = нічого: для протоколу
choice-redress-explanation = пояснення
choice-redress-stop = припинити
choice-redress-not-again = не допускати надалі
choice-redress-return = повернути людей або майно
choice-redress-investigation = розслідування
choice-redress-meeting = зустріч
