### Вопросы, протесты, встречи: слова этих форм.

## Названия
form-Q3 = Запрос о встрече
form-Q4 = Запрос о событии на границе
form-Q5 = Запрос о разговоре руководителей
form-Q6 = Протест: нарушено правило
form-Q7 = Повестка заседания комиссии

## Ответы
answer-later = LATER: да, но в другое время

## Профили
profile-border = вопросы о границе
profile-commissions = ежегодные комиссии

## Поля
field-meeting_level = Уровень
    .help = Кто должен встретиться, по должности.
field-topic = Тема
    .help = О чём говорить, в нескольких предложениях.
field-medium = Каким образом
    .help = Как стороны будут говорить.
field-meeting_host = Кто принимает
    .help = Чьё это место. Если места нет, выберите это.
field-meeting_place = Место
    .help = Где встретиться, словами.
field-talk_language = Языки разговора
    .help = Коды языков через /, сначала ваш: ru/en.
field-facts = Что замечено
    .help = Что произошло на границе, насколько знает ваша сторона. Только факты.
field-urgent = Срочно
    .help = Просьба ответить за двое суток. Этот срок предложен программой.
field-caller = Кто вызывает
    .help = Должность с вашей стороны, без имени.
field-called = Кого вызывают
    .help = Должность с другой стороны, без имени.
field-slot_1 = Первое предлагаемое время
    .help = Начало и конец по UTC.
field-slot_2 = Второе предлагаемое время
    .help = Начало и конец по UTC.
field-slot_3 = Третье предлагаемое время
    .help = Начало и конец по UTC.
field-confidentiality = Конфиденциальность
    .help = Кому можно показать это сообщение. Обе стороны это соблюдают.
field-rule_claimed = Правило
    .help = Правило, которое, по словам вашей стороны, нарушено, и где оно записано.
field-redress = О чём просят
    .help = О чём просит ваша сторона. В этой форме нет места угрозе и ультиматуму.
field-redress_text = О чём просят, словами
    .help = Подробности просьбы. Оставьте пустым, если выбор говорит всё.
field-commission = Комиссия
    .help = Её название и соглашение, которому она служит.
field-agenda = Пункты
    .help = Пронумеруйте пункты. Каждый об одном.
field-item_ref = Сообщение, о котором пункт
    .help = Сторона и номер: ALPHA 12.
field-item_ref_more = Второе такое сообщение
    .help = Сторона и номер: ALPHA 12.
field-item_ref_last = Третье такое сообщение
    .help = Сторона и номер: ALPHA 12.

## Варианты
choice-meeting_level-duty-officers = оперативные дежурные
choice-meeting_level-experts = эксперты
choice-meeting_level-commanders = командующие в районе
choice-meeting_level-deputies = заместители начальников генеральных штабов
choice-meeting_level-chiefs-of-staff = начальники генеральных штабов
choice-meeting_level-ministers = министры
choice-meeting_level-delegations = делегации

choice-medium-in-person = лично
choice-medium-video = по видеосвязи
choice-medium-voice = голосом
choice-medium-text = письменно

choice-meeting_host-our-side = наша сторона
choice-meeting_host-your-side = ваша сторона
choice-meeting_host-neutral-host = нейтральная сторона
choice-meeting_host-contact-point = пункт встреч на линии
choice-meeting_host-no-place = место не нужно

choice-principal-head-of-state = глава государства
choice-principal-head-of-government = глава правительства
choice-principal-defence-minister = министр обороны
choice-principal-foreign-minister = министр иностранных дел
choice-principal-chief-of-staff = начальник генерального штаба
choice-principal-security-adviser = руководитель аппарата совета безопасности

choice-confidentiality-parties-only = только стороны
choice-confidentiality-parties-and-host = стороны и нейтральный посредник
choice-confidentiality-may-be-published = можно опубликовать

choice-redress-none = ничего: для протокола
choice-redress-explanation = объяснение
choice-redress-stop = прекратить
choice-redress-not-again = не допускать впредь
choice-redress-return = вернуть людей или имущество
choice-redress-investigation = расследование
choice-redress-meeting = встреча
