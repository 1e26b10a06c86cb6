### Назви, підписи, пояснення та варіанти форм.

## Назви
form-I0 = ЗУПИНІТЬСЯ: припиніть те, що робите (STEP BACK)
form-I1 = СТОП: ви завдаєте удару по цьому об'єкту
form-I4 = Вхід на нашу територію: це ваше?
form-I5 = Наша зброя або безпілотник поза керуванням
form-L1 = Перевірка лінії
form-L4 = Квитанція
form-L5 = Запит: чи отримано, чого бракує
form-L6 = Виправлення або скасування
form-L8 = Призупинення або відновлення теми
form-A1 = Небезпечний район
form-A6 = Район польотів авіації
form-S1 = Пуск балістичної ракети, завчасне повідомлення
form-H3 = Гуманітарне переміщення
form-H11 = Обмін: перевезення осіб
form-Q1 = Запит на роз'яснення
form-Q2 = Відповідь на запит роз'яснення

## Поля
field-addressee = Кому (посада)
    .help = Посада, яка зобов'язана це прийняти. Посада, а не прізвище.
field-remark = Примітка
    .help = Коротка примітка вашою мовою. Вона не перекладається. Залиште порожньою, якщо поля кажуть усе.
field-position = Координати
    .help = Широта й довгота та те саме місце в MGRS. Обидва записи мають збігатися.
field-since = Відколи
    .help = Коли почалося, за UTC: 2026-11-21T22:30Z або 212230ZNOV26.
field-circle = Коло
    .help = Центр в обох записах і радіус у кілометрах або морських милях.
field-area = Район
    .help = Три точки або більше по порядку, по одній у рядку: широта й довгота, або MGRS, або обидва записи через /.
field-window = Початок, кінець
    .help = Початок і кінець за UTC.
field-altitude = Висота
    .help = Нижня й верхня межа, одиниця (ft, m, FL) і початок відліку (AMSL, AGL, FL). SFC — поверхня, UNL — без обмеження.
field-course = Курс
    .help = Істинний, у градусах, від 0 до 359.
field-speed = Швидкість
    .help = У вузлах.
field-halt = Що припинити
    .help = Що іншу сторону просять припинити тут і зараз.
field-own_forces = Там наші сили
    .help = Чи перебувають у цьому місці наші сили.
field-hit = По чому завдають удару
    .help = Що зараз перебуває там під ударом.
field-says = Хто повідомляє
    .help = Звідки надійшло повідомлення.
field-seen = Що помічено
    .help = Вид, кількість і розпізнання, наскільки відомо.
field-seen_at = Помічено о
    .help = Коли востаннє помічено в цьому місці, за UTC.
field-instruction = Дана вказівка
    .help = Що було наказано на місці.
field-weapon = Вид
    .help = Що вийшло з-під керування.
field-launched_at = Час пуску
    .help = Коли здійснено пуск або втрачено керування, за UTC.
field-launched_from = Місце пуску
    .help = Звідки здійснено пуск, в обох записах.
field-impact_circle = Очікуване місце падіння
    .help = Де очікується падіння: центр в обох записах і радіус.
field-impact_at = Очікуваний час падіння
    .help = Коли очікується падіння, за UTC.
field-armed = Бойовий заряд
    .help = Чи є бойовий заряд.
field-intent = Ворожий намір
    .help = Ця форма заявляє, що його немає.
field-number = Номер перевірки
    .help = Номер цієї перевірки.
field-neutral = Текст перевірки
    .help = Речення з нейтральної збірки. Іншого змісту воно не має.
field-checksum = Контрольні цифри
    .help = Чотири цифри, отримані з номера й тексту. Обидва чергові звіряють їх.
field-ref_party = Повідомлення: сторона
    .help = Сторона, що написала повідомлення, за її номером у хартії.
field-ref_generation = Повідомлення: покоління
    .help = Покоління записів цієї сторони.
field-ref_position = Повідомлення: номер
    .help = Номер серед записів цієї сторони.
field-level = Щабель
    .help = 2 доставлено, 3 відкрито, 4 зрозуміло, 5 передано, 6 відповідь або відхилення.
field-role = Посада
    .help = Посада особи, що виконала дію.
field-call_sign = Позивний
    .help = Позивний особи, що виконала дію.
field-passed_unit = Підрозділ або орган
    .help = Підрозділ або орган, якому повідомлено.
field-answer = Відповідь
    .help = Код відповіді.
field-read_back = Повторені значення
    .help = Що одержувач увів повторно.
field-decline_reason = Причина відхилення
    .help = Код причини.
field-request = Запит
    .help = Чи бачили повідомлення, або яких повідомлень тут бракує.
field-ref = Повідомлення
    .help = Сторона й номер: ALPHA 12.
field-last = Останнє повідомлення, якого бракує
    .help = Кінець ряду, якщо бракує номерів.
field-action = Дія
    .help = Скасувати повідомлення або виправити деякі його поля.
field-original_form = Форма повідомлення
    .help = Код форми, яку скасовують або виправляють.
field-changes = Виправлені поля
    .help = По одному в рядку: поле = нове значення.
field-correction_reason = Причина
    .help = Чому скасовують або виправляють.
field-subject = Тема
    .help = Тема, яку призупиняють або відновлюють. Перевірки, рятувальні та гуманітарні форми діють завжди.
field-suspension = Призупинити або відновити
    .help = Що оголошує ваша сторона.
field-legal_basis = Правова підстава
    .help = На що посилається ваша сторона, її власними словами.
field-effective_date = Діє з
    .help = Дата за UTC: 2026-11-21.
field-launch_date = Дата пуску
    .help = Запланована дата за UTC: 2026-11-21.
field-missile_class = Клас
    .help = Міжконтинентальна балістична ракета або балістична ракета підводних човнів.
field-launch_place = Район пуску, словами
    .help = Для підводного човна: квадрант океану або акваторія.
field-launch_area = Район пуску
    .help = Три точки або більше по порядку, по одній у рядку.
field-impact_area = Район падіння
    .help = Три точки або більше по порядку, по одній у рядку.
field-nature = Характер небезпеки
    .help = Чим небезпечний район, якщо це повідомляють.
field-warning_ref = Опубліковане попередження
    .help = Номер NOTAM або попередження NAVAREA.
field-aircraft = Літальні апарати
    .help = Лише категорія. Жодних цілей.
field-separation_rule = Правило розведення
    .help = Код правила, якого дотримуються обидві сторони.
field-cause = Причина занепокоєння
    .help = Що ви помітили й чому це вас непокоїть.
field-activity = Діяльність
    .help = Про яку діяльність ви питаєте.
field-questions = Запитання
    .help = Пронумеруйте запитання. Кожне про одне.
field-result = Результат
    .help = Чи дано відповіді на запитання. «Не можемо сказати» — прийнятна відповідь.
field-reply = Відповідь
    .help = Дайте відповідь на кожне запитання під його номером.
field-activity_ends = Завершення діяльності
    .help = Коли очікується завершення, за UTC.
field-organisation = Організація
    .help = Хто переміщується.
field-route = Маршрут
    .help = Точки по порядку, по одній у рядку. Можна додати час: @ 2026-11-21T22:30Z.
field-vehicles = Машини
    .help = Скільки машин рухається.
field-vehicle_marks = Типи, номери, кольори
    .help = Кожна машина: тип, номер, колір.
field-persons = Люди
    .help = Скільки людей їде.
field-roof_marking = Позначення на даху
    .help = Чи є на дахах позначення, видиме з повітря.
field-infrared = Інфрачервоне позначення
    .help = Чи видно позначення вночі в інфрачервоному діапазоні.
field-contact = Зв'язок у дорозі
    .help = Посада і як зв'язатися: телефон або частота.
field-emergency = Екстрено
    .help = Про екстрене переміщення повідомляють за коротший строк.
field-mode = Спосіб
    .help = Як прямують люди.
field-vehicle_id = Машина, рейс або судно
    .help = Реєстраційний номер, номер рейсу або назва.
field-handover = Місце передачі
    .help = В обох записах.
field-stand_down = ППО не діє в межах
    .help = Центр в обох записах і радіус.

## Варіанти, спільні для всіх форм
choice-unknown = невідомо
choice-ynu-yes = так
choice-ynu-no = ні

choice-halt-approach = зближення
choice-halt-fire = вогонь
choice-halt-movement = пересування
choice-halt-flight = політ
choice-halt-boarding = висадку на борт
choice-halt-emission = випромінювання (РЛС, завади, лазер)

choice-hit-own-forces = наші сили
choice-hit-friendly-forces = союзні нам сили
choice-hit-civilians = цивільні особи
choice-hit-hospital = лікарня
choice-hit-humanitarian-convoy = гуманітарна колона
choice-hit-humanitarian-site = гуманітарний об'єкт
choice-hit-aircraft = літальний апарат
choice-hit-vessel = судно
choice-hit-infrastructure = небезпечний або життєво важливий об'єкт

choice-says-own-unit = наш підрозділ на місці
choice-says-own-command = наше командування
choice-says-humanitarian-organisation = гуманітарна організація
choice-says-third-party = третя сторона
choice-says-civil-authority = цивільна влада

choice-kind-aircraft = літак
choice-kind-helicopter = вертоліт
choice-kind-unmanned-aircraft = безпілотний літальний апарат
choice-kind-vessel = надводний корабель або судно
choice-kind-submarine = підводний човен
choice-kind-vehicle = машина
choice-kind-persons = люди пішки
choice-kind-balloon = аеростат
choice-kind-other = інше

choice-instruction-none-given = не дано
choice-instruction-turn-back = повернути назад
choice-instruction-leave = залишити район
choice-instruction-land = здійснити посадку
choice-instruction-stop = зупинитися
choice-instruction-follow = прямувати за нами
choice-instruction-identify = назвати себе

choice-weapon-ballistic-missile = балістична ракета
choice-weapon-cruise-missile = крилата ракета
choice-weapon-unmanned-aircraft = безпілотний літальний апарат
choice-weapon-air-dropped = авіаційний засіб ураження
choice-weapon-artillery = артилерійський снаряд
choice-weapon-rocket = некерована ракета
choice-weapon-torpedo = торпеда
choice-weapon-naval-drone = морський безпілотник
choice-weapon-balloon = аеростат
choice-weapon-other = інше

choice-intent-none = немає

choice-request-query-ack = чи бачили це повідомлення?
choice-request-gap-request = надішліть повідомлення, яких бракує

choice-action-cancel = скасувати
choice-action-correct = виправити

choice-correction_reason-false-alarm = хибна тривога
choice-correction_reason-error = помилка в повідомленні
choice-correction_reason-overtaken = обстановка змінилася
choice-correction_reason-activity-cancelled = діяльність скасовано
choice-correction_reason-activity-changed = діяльність змінено
choice-correction_reason-clearer = уточнення

choice-subject-launch-notification = повідомлення про пуски
choice-subject-hazard-notification = небезпечні райони
choice-subject-air-deconfliction = розведення авіації
choice-subject-humanitarian-movement = гуманітарні переміщення
choice-subject-clarification = запити на роз'яснення
choice-subject-strategic-arms = дані та інспекції щодо стратегічних озброєнь
choice-subject-exercise-notification = військові навчання та доповіді
choice-subject-zones = зони й рух біля лінії зіткнення
choice-subject-incident-report = доповіді про інциденти
choice-subject-consultation = дзвінки, зустрічі та протести
choice-subject-cross-domain = кібербезпека, інфраструктура, ядерна безпека та космос
choice-subject-other = інше

choice-suspension-suspend = призупинити
choice-suspension-resume = відновити

choice-missile_class-icbm = міжконтинентальна балістична ракета (МБР)
choice-missile_class-slbm = балістична ракета підводних човнів (БРПЧ)

choice-nature-gunnery = артилерійські стрільби
choice-nature-missile-firing = ракетні стрільби
choice-nature-torpedo = торпедні стрільби
choice-nature-bombing = навчальне бомбометання
choice-nature-submarine-exercise = навчання підводних човнів
choice-nature-mine-clearance = тралення та знешкодження мін
choice-nature-salvage = підіймання або буксирування
choice-nature-rocket-debris = падіння частин ракет
choice-nature-other = інше

choice-aircraft-fast-jet = бойові реактивні літаки
choice-aircraft-bomber = бомбардувальники
choice-aircraft-transport = транспортні літаки
choice-aircraft-tanker-or-support = заправники або літаки забезпечення
choice-aircraft-helicopter = вертольоти
choice-aircraft-unmanned = безпілотні літальні апарати
choice-aircraft-mixed = змішаний склад

choice-activity-movement = пересування сил
choice-activity-exercise = навчання
choice-activity-concentration = зосередження сил
choice-activity-flight = польоти
choice-activity-naval = діяльність на морі
choice-activity-missile = ракетна діяльність
choice-activity-construction = будівництво
choice-activity-emission = випромінювання або завади
choice-activity-incident = інцидент
choice-activity-other = інше

choice-result-answered = відповідь дано
choice-result-answered-in-part = відповідь дано частково
choice-result-cannot-say = не можемо сказати

choice-mode-air = повітрям
choice-mode-road = автошляхом
choice-mode-rail = залізницею
choice-mode-sea = морем

## Нейтральні тексти перевірки лінії
choice-neutral-T1 = Восени річка міліє, і каміння на березі сухе.
choice-neutral-T2 = У гавані стоять чотири білі човни, а п'ятий зелений.
choice-neutral-T3 = Уранці пекар відчиняє крамницю раніше, ніж гаснуть ліхтарі.
choice-neutral-T4 = Стара яблуня за школою родить раз на два роки.
choice-neutral-T5 = Бібліотека з дев'яти кімнат тримає карти в найменшій.
choice-neutral-T6 = Уночі на пагорбах випав сніг, а долина лишилася сірою.
choice-neutral-T7 = Потяг зупиняється на семи станціях, на третій подають чай.
choice-neutral-T8 = Два годинники в одному домі рідко б'ють тієї самої миті.

## Визначення підрахунку та одиниці
quantity-test-number = порядковий номер перевірки цієї лінії
quantity-ladder = щабель квитанції, від 2 до 6
quantity-degrees-true = градуси, істинний
quantity-knots = вузли
quantity-vehicles-moving = усі машини, що рухаються, разом із супроводом, без причепів
quantity-persons-aboard = усі, хто їде, разом із водіями та супроводом
quantity-persons-exchanged = особи, яких передають, без екіпажу та супроводу
datum-AMSL = над середнім рівнем моря
datum-AGL = над поверхнею землі
datum-FL = ешелон, тиск 1013,25 гПа

## Посади
role-DUTY-OFFICER = оперативний черговий
role-WATCH-SUPERVISOR = начальник чергової зміни
role-AIR-OPERATIONS = управління авіацією
role-MARITIME-OPERATIONS = управління силами на морі
role-GROUND-OPERATIONS = управління сухопутними силами
role-AIR-DEFENCE = протиповітряна оборона
role-LIAISON-OFFICER = офіцер зв'язку взаємодії
role-SEARCH-AND-RESCUE = пошук і рятування
role-HUMANITARIAN-CELL = гуманітарна група
role-CONVOY-LEADER = старший колони
role-EXCHANGE-COORDINATOR = координатор обміну
role-COMMANDER = командувач
role-DUTY-DIPLOMAT = черговий дипломат

## Профілі
profile-core = основний: є на кожній лінії
