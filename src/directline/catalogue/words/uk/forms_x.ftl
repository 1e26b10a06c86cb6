### Суміжні галузі: слова цих форм.

## Назви
form-X1 = Запит про подію в комп'ютерних мережах
form-X2 = Аварія на ядерному об'єкті
form-X3 = Небезпечний об'єкт під загрозою
form-X4 = Космічний об'єкт: небезпека

## Профілі
profile-cyber = комп'ютерні мережі
profile-nuclear-safety = ядерна безпека та небезпечні об'єкти
profile-space = космічні об'єкти

## Поля
field-system_class = Вид системи
    .help = Що зачеплено.
field-cyber_effect = Наслідок
    .help = Що помічено. Не хто і не чому.
field-indicators = Хеш ознак
    .help = SHA-256 технічних даних, які зберігає ваша сторона, 64 знаки.
field-cyber_request = Про що просимо
    .help = «Ні про що» треба вибрати, а не пропустити.
field-reply_wanted = Потрібна відповідь
    .help = Чи просите ви відповісти до певного часу.
field-reply_by = Просимо відповісти до
    .help = За UTC: 2026-11-21T22:30Z. Це прохання, не ультиматум.
field-will_do = Що зробимо ми
    .help = На своєму боці. «Нічого» треба вибрати, а не пропустити.
field-facility_name = Об'єкт
    .help = Його звична назва.
field-facility_kind = Вид об'єкта
    .help = Що це.
field-accident_nature = Що сталося
    .help = Наскільки відомо зараз.
field-accident_cause = Причина
    .help = Установлено або вивчають. Без здогадів.
field-release = Викид радіоактивних речовин
    .help = Чи вийшло щось за межі об'єкта.
field-release_kind = Вид викиду
    .help = Що головним чином викинуто.
field-release_power = Кількість
    .help = Степінь десяти активності: 15, якщо близько 10 у степені 15 бекерелів.
field-release_height = Висота викиду
    .help = Над землею; ефективна висота, якщо відома.
field-wind_from = Вітер з
    .help = Істинний напрямок, у градусах, від 0 до 359.
field-wind_speed = Швидкість вітру
    .help = Цілі метри за секунду.
field-rain = Дощ або сніг
    .help = Чи йде там зараз.
field-health_measures = Ужиті заходи
    .help = Що роблять для людей довкола.
field-forecast = Прогноз
    .help = На найближчі години, як очікує ваша сторона.
field-next_report_at = Наступне повідомлення о
    .help = Коли ви маєте намір повідомити знову, за UTC.
field-object_kind = Вид об'єкта
    .help = Що в небезпеці.
field-object_name = Об'єкт
    .help = Його звична назва.
field-object_danger = Небезпека
    .help = Що там відбувається. Не хто і не чому.
field-object_request = Про що просимо
    .help = Те, що найпотрібніше.
field-space_event = Що відбувається
    .help = Чим небезпечний об'єкт.
field-object_number = Об'єкт
    .help = Міжнародне позначення або номер у каталозі.
field-second_object = Другий об'єкт
    .help = За зближення: інший об'єкт.
field-miss_distance = Відстань проходження
    .help = За розрахунком, у цілих метрах.
field-orbit_low = Найнижча точка орбіти
    .help = Над середньою поверхнею Землі.
field-orbit_high = Найвища точка орбіти
    .help = Над середньою поверхнею Землі.
field-inclination = Нахил орбіти
    .help = До екватора, у цілих градусах.
field-space_request = Про що просимо
    .help = Те, що найпотрібніше.

## Варіанти
choice-system_class-power = електропостачання
choice-system_class-water = водопостачання
choice-system_class-health = охорона здоров'я
choice-system_class-finance = фінанси
choice-system_class-transport = транспорт
choice-system_class-communications = зв'язок
choice-system_class-government = державне управління
choice-system_class-military = військові системи
choice-system_class-industry = керування виробництвом
choice-system_class-space = космічні системи
choice-system_class-other = інше

choice-cyber_effect-outage = припинення роботи
choice-cyber_effect-data-changed = дані змінено
choice-cyber_effect-data-lost = дані втрачено
choice-cyber_effect-intrusion = виявлено проникнення
choice-cyber_effect-scanning = сканування
choice-cyber_effect-false-alarms = хибні сигнали тривоги
choice-cyber_effect-other = інше

choice-cyber_request-none = ні про що
choice-cyber_request-inform = повідомити, що вам відомо
choice-cyber_request-stop = припинити, якщо це йде з вашої території
choice-cyber_request-keep-traces = зберегти сліди
choice-cyber_request-meet = зустрітися експертам

choice-reply_wanted-none = без визначеного строку
choice-reply_wanted-by-instant = до часу нижче

choice-will_do-none = нічого
choice-will_do-investigate = вивчити на своєму боці
choice-will_do-keep-traces = зберегти сліди
choice-will_do-share-indicators = передати технічні дані
choice-will_do-isolate = відключити систему

choice-facility_kind-power-reactor = енергетичний реактор
choice-facility_kind-research-reactor = дослідницький реактор
choice-facility_kind-ship-reactor = реактор корабля або підводного човна
choice-facility_kind-fuel-works = підприємство ядерного палива
choice-facility_kind-waste = сховище радіоактивних відходів
choice-facility_kind-transport = перевезення
choice-facility_kind-source = радіоактивне джерело
choice-facility_kind-satellite = супутник
choice-facility_kind-other = інше

choice-accident_nature-cooling-lost = втрата охолодження
choice-accident_nature-power-lost = втрата електроживлення
choice-accident_nature-fire-or-explosion = пожежа або вибух
choice-accident_nature-criticality = ненавмисна ланцюгова реакція
choice-accident_nature-damage-from-outside = пошкодження ззовні
choice-accident_nature-leak = витік
choice-accident_nature-source-lost = втрачено джерело
choice-accident_nature-other = інше

choice-accident_cause-technical = технічна
choice-accident_cause-human-error = помилка людини
choice-accident_cause-natural-event = природне явище
choice-accident_cause-damage-from-outside = пошкодження ззовні
choice-accident_cause-under-study = вивчають

choice-release_kind-noble-gases = інертні гази
choice-release_kind-iodine = йод
choice-release_kind-aerosols = аерозолі
choice-release_kind-liquid = рідина
choice-release_kind-mixed = суміш

choice-health_measures-none = немає
choice-health_measures-sheltering = люди лишаються в приміщеннях
choice-health_measures-iodine-tablets = йодні таблетки
choice-health_measures-evacuation = евакуація
choice-health_measures-food-limits = обмеження на їжу й воду
choice-health_measures-several = кілька з цього

choice-forecast-ended = закінчилося
choice-forecast-easing = слабшає
choice-forecast-steady = без змін
choice-forecast-worsening = посилюється

choice-object_kind-nuclear-plant = атомна електростанція
choice-object_kind-spent-fuel = сховище відпрацьованого палива
choice-object_kind-dam = гребля
choice-object_kind-chemical-plant = хімічний завод
choice-object_kind-power-station = електростанція
choice-object_kind-waterworks = водозабір або станція очищення
choice-object_kind-pipeline = трубопровід
choice-object_kind-cable = підводний кабель

choice-object_danger-fire-near = поруч ведеться обстріл
choice-object_danger-burning = горить
choice-object_danger-power-lost = втрата електроживлення
choice-object_danger-cooling-lost = охолодження втрачено або відмовляє
choice-object_danger-flooding = вода прибуває або проривається
choice-object_danger-structure-damaged = пошкоджено споруди
choice-object_danger-mines = міни всередині або поруч
choice-object_danger-staff-cannot-work = персонал не може працювати безпечно

choice-object_request-stop-fire-near = припинити вогонь поруч
choice-object_request-keep-clear = триматися осторонь
choice-object_request-let-repair-in = пропустити ремонтників
choice-object_request-restore-supply = відновити подачу енергії або води
choice-object_request-let-staff-change = дати персоналу змінитися
choice-object_request-let-inspectors-in = пропустити інспекторів
choice-object_request-information = повідомити, що вам відомо

choice-space_event-close-approach = небезпечне зближення
choice-space_event-re-entry = вхід в атмосферу
choice-space_event-break-up = руйнування
choice-space_event-control-lost = втрата керування
choice-space_event-manoeuvre = заплановано маневр

choice-space_request-none = ні про що
choice-space_request-data = дані про орбіту
choice-space_request-hold-manoeuvre = відкласти ваш маневр
choice-space_request-agree-manoeuvre = домовитися, хто маневрує
choice-space_request-talks = переговори експертів

## Визначення підрахунку та одиниці
quantity-becquerel-power = степінь десяти бекерелів
quantity-metres-a-second = метри за секунду
quantity-kilometres = кілометри
quantity-degrees = градуси
