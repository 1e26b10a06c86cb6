### Слова форм про стратегічні справи й пуски, крім перших.

## Назви
form-S2 = Пуск ракети за межі нашої території, у ваш бік
form-S3 = Запланований пуск балістичної ракети або ракети-носія
form-S4 = Льотне випробування балістичної ракети
form-S5 = Здійснений пуск
form-S6 = Стратегічне навчання з важкими бомбардувальниками
form-S7 = Ядерний інцидент
form-S8 = Нерозпізнані об'єкти або завади системам попередження
form-S9 = Роз'яснення ядерної події
form-S10 = Стратегічні озброєння: зміна даних
form-S11 = Стратегічні озброєння: дані за півріччя
form-S12 = Стратегічні озброєння: переміщення або візит бомбардувальника
form-S13 = Стратегічні озброєння: переобладнання або ліквідація
form-S14 = Стратегічні озброєння: питання щодо телеметрії
form-S15 = Стратегічні озброєння: прибуття інспекторів
form-S16 = Стратегічні озброєння: план польоту інспекторів
form-S17 = Об'єкт, на який не можна нападати

## Поля
field-beyond_territory = За межі своєї території
    .help = Чи виходить політ за межі території сторони, що здійснює пуск.
field-direction = Напрямок польоту
    .help = Істинний, у градусах від місця пуску, від 0 до 359.
field-vehicle_class = Клас
    .help = Балістична ракета або ракета-носій.
field-missile_type = Тип
    .help = Тип або клас ракети, наскільки його оголошено.
field-notam = NOTAM
    .help = Номер повідомлення для авіації.
field-navarea = NAVAREA
    .help = Номер попередження для суден.
field-distances_kept = Погоджені відстані дотримано
    .help = Чи правда, що місце пуску, траса й район падіння не ближче до кордону, ніж погоджено.
field-notice_ref = Повідомлення про пуск
    .help = Повідомлення про цей пуск: ALPHA 12.
field-launch_time = Здійснено о
    .help = Коли здійснено пуск, за UTC.
field-launch_site = Місце пуску
    .help = Назва об'єкта, полігона або акваторії.
field-azimuth = Азимут
    .help = Істинний, у градусах під час пуску, від 0 до 359.
field-exercise_date = Початок
    .help = Дата за UTC: 2026-11-21.
field-bombers = Важкі бомбардувальники
    .help = Чи беруть участь важкі бомбардувальники.
field-incident_kind = Характер
    .help = Що відомо про те, як це сталося.
field-detonation = Можливий вибух
    .help = Чи міг вибухнути або чи може ще вибухнути ядерний боєприпас.
field-harmless_steps = Вжиті заходи
    .help = Що роблять, щоб його знешкодити.
field-warning_event = Що сталося
    .help = Система попередження помітила об'єкти, або їй самій створено завади.
field-sensor = Засіб виявлення
    .help = Вид засобу або каналу, від якого це відомо.
field-bearing = Середина сектора
    .help = Істинний пеленг від засобу виявлення, у градусах, від 0 до 359.
field-objects = Об'єкти
    .help = Скільки об'єктів виявлено.
field-confidence = Достовірність
    .help = Наскільки ми впевнені, що повідомлення правдиве.
field-interference = Ознаки завад
    .help = Чи є ознаки завад засобам виявлення або їхньому зв'язку.
field-explain = Запит чи пропозиція
    .help = Ви просите роз'яснення чи даєте його.
field-explanation = Текст
    .help = Що запитується або роз'яснюється. Лише факти.
field-item_kind = Вид засобу
    .help = Вид засобу, як його зараховує договір.
field-facility = Об'єкт
    .help = Його назва, як у переданих даних.
field-count_before = Кількість до
    .help = Скільки було на об'єкті до зміни.
field-count_after = Кількість після
    .help = Скільки на об'єкті після зміни.
field-change_cause = Причина зміни
    .help = Через що змінилася кількість.
field-event_date = Дата події
    .help = День події за UTC: 2026-11-21.
field-period_end = Кінець періоду
    .help = Останній день півріччя за UTC: 2026-08-31.
field-deployed = Розгорнуті ракети й бомбардувальники
    .help = Сума на останній день періоду.
field-warheads = Боєзаряди
    .help = Сума на останній день періоду.
field-launchers = Пускові установки
    .help = Сума на останній день періоду.
field-table_digest = Контрольна сума таблиці
    .help = SHA-256 повної таблиці, яку передають окремим файлом.
field-movement_kind = Вид переміщення
    .help = Переміщення засобу або візит бомбардувальника.
field-item_id = Розпізнавальний знак
    .help = Унікальний розпізнавальний знак засобу.
field-from_facility = Звідки
    .help = Об'єкт, який він залишає.
field-to_facility = Куди
    .help = Об'єкт, на який він прибуває.
field-exit_date = Вибуття
    .help = Дата вибуття за UTC: 2026-11-21.
field-arrival_date = Прибуття
    .help = Дата прибуття за UTC: 2026-11-21.
field-stage = Початок або закінчення
    .help = Про що повідомляє це повідомлення.
field-work_kind = Роботи
    .help = Переобладнання або ліквідація.
field-item_ids = Розпізнавальні знаки
    .help = Унікальні розпізнавальні знаки через пробіл.
field-method = Спосіб
    .help = Як засоби переобладнують або ліквідують.
field-begin_date = Дата початку
    .help = Для початку: дата за UTC, 2026-11-21.
field-end_date = Дата закінчення
    .help = Для закінчення: дата за UTC, 2026-11-21.
field-flight = Пуск
    .help = Позначення пуску, про телеметрію якого йдеться.
field-received_date = Отримано
    .help = Коли передано записи, за UTC: 2026-11-21.
field-defect = Недолік
    .help = Що не так із записами.
field-details = Подробиці
    .help = Чого саме бракує або що неясно.
field-inspection_kind = Вид інспекції
    .help = Як його названо в договорі.
field-point_of_entry = Пункт в'їзду
    .help = Де інспектори в'їжджають до країни.
field-arrival_at = Час прибуття
    .help = Очікуваний час прибуття до пункту в'їзду, за UTC.
field-inspectors = Інспектори
    .help = Скільки прибуває інспекторів.
field-inspectors_list = Список інспекторів
    .help = Номер погодженого списку з прізвищами. Прізвищ тут не пишіть.
field-departure = Виліт
    .help = Запланований час вильоту, за UTC.
field-registration = Бортовий номер
    .help = Реєстраційний знак повітряного судна.
field-clearance = Номер дозволу
    .help = Постійний номер дозволу на цей рік.
field-flight_plan = План польоту
    .help = Як подано, за формою ІКАО.
field-list_year = Рік списку
    .help = Календарний рік, на який складено список.
field-list_place = Номер у списку
    .help = Кожен об'єкт передають окремим повідомленням.
field-list_total = Усього об'єктів у списку
    .help = Скільки повідомлень складають увесь список.
field-protected_facility = Об'єкт
    .help = Його назва, як у нас заведено.

## Варіанти
choice-vehicle_class-ballistic-missile = балістична ракета
choice-vehicle_class-space-launch-vehicle = космічна ракета-носій

choice-incident_kind-accidental = випадковий
choice-incident_kind-unauthorised = несанкціонований
choice-incident_kind-unexplained = непояснений

choice-harmless_steps-none-yet = поки жодних
choice-harmless_steps-tracking = відстежується
choice-harmless_steps-disabling = приводиться в неробочий стан
choice-harmless_steps-destroying = знищується
choice-harmless_steps-recovering = тривають роботи з підйому й вивезення
choice-harmless_steps-evacuating = район евакуюють
choice-harmless_steps-other = інше

choice-warning_event-unidentified-objects = виявлено нерозпізнані об'єкти
choice-warning_event-warning-system-interference = завади системі попередження
choice-warning_event-communications-interference = завади її зв'язку

choice-sensor-radar = радіолокатор
choice-sensor-infrared-satellite = супутник з інфрачервоним датчиком
choice-sensor-optical = оптичний засіб
choice-sensor-acoustic = акустичний або сейсмічний засіб
choice-sensor-communications = канал зв'язку
choice-sensor-other = інше

choice-confidence-low = низька
choice-confidence-medium = середня
choice-confidence-high = висока

choice-explain-request = просимо роз'яснення
choice-explain-offer = даємо роз'яснення

choice-item_kind-icbm = МБР
choice-item_kind-icbm-launcher = пускова установка МБР
choice-item_kind-slbm = БРПЧ
choice-item_kind-slbm-launcher = пускова установка БРПЧ
choice-item_kind-heavy-bomber = важкий бомбардувальник

choice-change_cause-loss = втрата
choice-change_cause-disablement = виведення з ладу
choice-change_cause-display = розміщення у стаціонарній експозиції
choice-change_cause-conversion = переобладнання
choice-change_cause-other = інше

choice-movement_kind-movement = переміщення засобу
choice-movement_kind-bomber-visit = візит бомбардувальника

choice-stage-start = початок
choice-stage-end = закінчення

choice-work_kind-conversion = переобладнання
choice-work_kind-elimination = ліквідація

choice-defect-missing = записів немає
choice-defect-incomplete = неповні
choice-defect-not-readable = не читаються
choice-defect-cannot-be-played = не відтворюються
choice-defect-description-missing = немає опису
choice-defect-other = інше

choice-inspection_kind-type-one = першого типу
choice-inspection_kind-type-two = другого типу
choice-inspection_kind-exhibition = показ
choice-inspection_kind-other = інше

## Визначення підрахунку та одиниці
quantity-objects-detected = окремі траси, які супроводжував засіб виявлення
quantity-items-at-facility = засоби цього виду на цьому об'єкті
quantity-deployed-delivery = розгорнуті МБР, розгорнуті БРПЧ і розгорнуті важкі бомбардувальники
quantity-warheads-counted = як їх зараховує договір
quantity-launchers-counted = розгорнуті й нерозгорнуті пускові установки та важкі бомбардувальники
quantity-inspectors-coming = інспектори, без екіпажу повітряного судна
quantity-calendar-year = календарний рік
quantity-place-in-list = місце у списку, з 1
quantity-facilities-in-list = об'єкти у списку цього року

## Профілі
profile-accident-measures = заходи проти випадковостей: пуски в бік іншої сторони, роз'яснення ядерних подій
profile-launch-data = дані про пуски: доповіді про здійснені пуски
profile-south-asia = Південна Азія: льотні випробування, навчання, польоти біля кордону та захищені об'єкти
profile-strategic-arms = стратегічні озброєння: дані, переміщення та інспекції за договором, що втратив чинність
