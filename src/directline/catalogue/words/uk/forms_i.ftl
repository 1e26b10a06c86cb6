### Зустрічі та інциденти: слова цих форм.

## Назви
form-I2 = Кодова фраза: просимо передати кораблю або літаку
form-I3 = Вхід на вашу територію: це наше
form-I6 = Завади нашим мережам управління
form-I7 = Небезпечне зближення: наша доповідь
form-I8 = Інцидент: зіткнення, втрата або пошкодження
form-I9 = Лихо: життя в небезпеці, просимо допомоги
form-I10 = Люди або судно в дрейфі чи за лінією
form-I11 = Район підняття: уламки або апарат, що впав
form-I12 = Цивільне повітряне судно в небезпеці: просимо попередити

## Відповіді
answer-transmitted = TRANSMITTED: передано на цій частоті, коли — у примітці, інакше зараз
answer-not-transmitted = NOT TRANSMITTED: не передано
answer-answered = ANSWERED: передано, потрібну відповідь отримано
answer-proceed = PROCEED: дійте, як маєте намір
answer-leave = LEAVE: виходьте найкоротшим безпечним шляхом
answer-stay = STAY: лишайтеся на місці й чекайте

## Профілі
profile-recovery = підняття уламків

## Поля
field-phrase = Передати фразу
    .help = Код передають, як написано. Прочитано в одному друкованому примірнику додатка, з офіційним не звірено.
field-phrase_number = Число n фрази
    .help = Лише для фраз з n.
field-phrase_direction = Напрямок b фрази
    .help = Лише для фраз з b. Істинний, у градусах, від 0 до 359.
field-response = Потрібна відповідь
    .help = Випливає з фрази. Залиште порожнім: поле заповнить станція.
field-our_unit = З боку відправника
    .help = Вид, кількість і розпізнання, наскільки повідомляють.
field-station_called = Позивний, який викликати
    .help = Корабель або літак, який викликають: позивний, назва чи бортовий номер.
field-frequency = Частота
    .help = З одиницею: 156.8 MHz.
field-checked = Стан таблиці кодів
    .help = Чи звірено код з офіційним додатком.
field-entry_cause = Як це сталося
    .help = Що туди привело.
field-entry_plan = Що робитиме
    .help = Що воно зробить далі, якщо ви не скажете іншого.
field-help_wanted = Потрібна допомога
    .help = Що допомогло б найбільше.
field-disturbed = Чому створюються завади
    .help = Вид мережі.
field-band = Діапазон або частота
    .help = З одиницею, наскільки повідомляєте: 225-400 MHz.
field-ended_at = Закінчилося о
    .help = За UTC. Залиште порожнім, поки триває.
field-disturbance = Дія
    .help = Як це впливає на мережу.
field-happened_at = Час
    .help = Коли сталося, за UTC: 2026-11-21T22:30Z або 212230ZNOV26.
field-their_unit = З боку одержувача, як помічено
    .help = Вид, кількість і розпізнання, наскільки відомо.
field-closest = Найменша відстань
    .help = Між двома, по горизонталі.
field-height_apart = Різниця висот
    .help = За найменшої відстані. Для літальних апаратів.
field-behaviour = Що було зроблено
    .help = Що бачили, а не чому.
field-behaviour_also = Зроблено також
    .help = Друга дія, якщо була.
field-evidence = Хеш доказів
    .help = SHA-256 запису, який зберігає ваша сторона, 64 знаки. Сам запис не надсилається.
field-incident = Вид інциденту
    .help = Головне, що сталося.
field-dead = Загинуло
    .help = З вашого боку, наскільки відомо.
field-injured = Поранено
    .help = З вашого боку, наскільки відомо.
field-missing = Зникло безвісти
    .help = З вашого боку, наскільки відомо.
field-goes_on = Небезпека триває
    .help = Чи триває небезпека або рятування.
field-account = Виклад відправника
    .help = Що сталося, по порядку. Лише факти: без здогадів про причини.
field-distress = Вид лиха
    .help = Що з ними сталося.
field-craft = Судно або апарат
    .help = Вид, кількість і розпізнання, наскільки відомо.
field-persons_in_distress = Людей у небезпеці
    .help = Скільки потребує рятування.
field-own_help = Наші рятувальники
    .help = Чи йде допомога вашої сторони.
field-help_asked = Про що просимо
    .help = Те, що найпотрібніше.
field-access_window = Просимо доступ: початок, кінець
    .help = Коли зайдуть ті, хто допомагає, за UTC.
field-access_area = Просимо доступ: район
    .help = Три точки або більше по порядку, по одній у рядку.
field-coordinator = Для зв'язку
    .help = Посада і як зв'язатися: телефон або частота.
field-found = Хто
    .help = Про кого йдеться. Без імен.
field-crossing = У який бік
    .help = Чиї це люди й де вони зараз.
field-persons_found = Людей
    .help = Скільки.
field-condition = Стан
    .help = Найтяжче з відомого.
field-wish = Їхнє бажання
    .help = Що вони кажуть самі. Ця форма нікого не повертає.
field-return_way = Запропоноване повернення
    .help = Як могли б повернутися охочі.
field-return_place = Місце повернення
    .help = В обох записах.
field-return_window = Повернення: початок, кінець
    .help = Початок і кінець за UTC.
field-recovered = Що піднімають
    .help = Що шукають або піднімають.
field-recovery_work = Роботи
    .help = Що там роблять.
field-dangerous_load = Небезпечний вантаж
    .help = Чи є всередині вибухівка, паливо або отрута.
field-keep_clear = Інших просять не заходити
    .help = Це прохання. Район не закривається.
field-civil_flight = Позивний рейсу
    .help = Позивний або реєстрація; інакше код відповідача.
field-air_danger = Небезпека
    .help = Що загрожує рейсу.
field-transmit = Слова для передавання
    .help = Англійські слова передають, як написано, після позивного.
field-new_course = Курс, який узяти
    .help = Істинний, у градусах, від 0 до 359.
field-new_level = Висота, яку зайняти
    .help = Нижня й верхня межа, з одиницею і початком відліку.
field-new_frequency = Частота, на яку перейти
    .help = З одиницею: 121.5 MHz.
field-own_measure = Що зробили ми
    .help = Що ваша сторона вже зробила.

## Варіанти
choice-phrase-IR1 = YV1 IR1: океанографічні роботи
choice-phrase-IR2 = YV1 IR2 (n): буксирую дослідницьку апаратуру за n метрів за кормою
choice-phrase-IR3 = YV1 IR3: піднімаю апаратуру
choice-phrase-IR4 = YV1 IR4: суднопідіймальні роботи
choice-phrase-JH1 = YV1 JH1: знімаю з мілини судно
choice-phrase-MH1 = YV1 MH1: не перетинайте мій курс перед носом
choice-phrase-NB1 = YV1 NB1 (b): у напрямку b небуксирована апаратура
choice-phrase-PJ1 = YV1 PJ1: не можу повернути праворуч
choice-phrase-PJ2 = YV1 PJ2: не можу повернути ліворуч
choice-phrase-PJ3 = YV1 PJ3: стерновий пристрій несправний
choice-phrase-PP8 = YV1 PP8 (b): небезпечні дії, тримайтеся осторонь (напрямок b)
choice-phrase-QV2 = YV1 QV2: стою на якорях з носа й корми, тримайтеся осторонь
choice-phrase-QV3 = YV1 QV3: стою на якорі на великій глибині, з апаратурою
choice-phrase-RT2 = YV1 RT2: пройду вздовж вашого лівого борту
choice-phrase-RT3 = YV1 RT3: пройду вздовж вашого правого борту
choice-phrase-RT4 = YV1 RT4: обжену з вашого лівого борту
choice-phrase-RT5 = YV1 RT5: обжену з вашого правого борту
choice-phrase-RT6 = YV1 RT6 (b): маневрую, тримайтеся осторонь (напрямок b)
choice-phrase-RT7 = YV1 RT7 (n): зближуся до n сотень метрів по правому борту
choice-phrase-RT8 = YV1 RT8 (n): зближуся до n сотень метрів по лівому борту
choice-phrase-RT9 = YV1 RT9 (n): пройду за кормою за n сотень метрів

choice-response-understood = підтверджує, що зрозумів
choice-response-keep-clear = підтверджує, що зрозумів, і тримається осторонь
choice-response-do-not-cross = підтверджує, що зрозумів, і не перетинає курс перед носом
choice-response-reads-back-and-does = повторює слова й виконує
choice-response-gives-call-sign = називає свій позивний

choice-checked-not-checked = з офіційним додатком не звірено

choice-entry_cause-weather = погода
choice-entry_cause-damage = пошкодження або відмова
choice-entry_cause-navigation-error = навігаційна помилка
choice-entry_cause-navigation-interference = зовнішні завади навігації
choice-entry_cause-medical = хворий або поранений на борту
choice-entry_cause-distress = лихо
choice-entry_cause-control-lost = без екіпажу, втрачено керування
choice-entry_cause-other = інше

choice-entry_plan-leave-now = виходить найкоротшим шляхом
choice-entry_plan-land = сідає в найближчому безпечному місці
choice-entry_plan-stop-there = лишається на місці
choice-entry_plan-await-instructions = чекає на ваші вказівки
choice-entry_plan-cannot-steer = не керується

choice-help_wanted-none = не потрібна
choice-help_wanted-way-out = безпечний шлях назад
choice-help_wanted-landing-place = місце посадки
choice-help_wanted-harbour = порт або якірна стоянка
choice-help_wanted-medical = медична допомога
choice-help_wanted-tow = буксир
choice-help_wanted-search-and-rescue = пошук і рятування
choice-help_wanted-fuel = паливо

choice-disturbed-radio = радіозв'язок
choice-disturbed-data-link = лінія передавання даних
choice-disturbed-radar = радіолокація
choice-disturbed-satellite-navigation = супутникова навігація
choice-disturbed-satellite-link = супутниковий зв'язок
choice-disturbed-early-warning = раннє попередження
choice-disturbed-other = інше

choice-disturbance-lost = втрачено повністю
choice-disturbance-degraded = погіршено
choice-disturbance-false-data = показує те, чого немає
choice-disturbance-on-and-off = переривається

choice-behaviour-too-close = підійшов надто близько
choice-behaviour-crossed-ahead = перетнув курс попереду
choice-behaviour-flew-over = пройшов низько згори
choice-behaviour-followed-closely = близько слідував
choice-behaviour-aimed = навів зброю
choice-behaviour-fire-control-radar = опромінив РЛС керування вогнем
choice-behaviour-laser = опромінив лазером
choice-behaviour-dropped-objects = скинув предмети або пастки
choice-behaviour-jamming = ставив завади
choice-behaviour-blocked-way = перекрив шлях
choice-behaviour-no-lights = ішов без вогнів
choice-behaviour-no-radio-answer = не відповідав по радіо
choice-behaviour-other = інше

choice-incident-collision = зіткнення
choice-incident-aircraft-lost = втрата літального апарата
choice-incident-vessel-lost = втрата корабля або судна
choice-incident-damage = пошкодження
choice-incident-shots-fired = стрілянина
choice-incident-persons-hurt = постраждали люди
choice-incident-weapon-found = знайдено зброю або її частину
choice-incident-mine = міна
choice-incident-other = інше

choice-distress-sinking = тоне
choice-distress-fire = пожежа
choice-distress-collision = зіткнення
choice-distress-aground = на мілині
choice-distress-adrift = у дрейфі
choice-distress-aircraft-down = упав літальний апарат
choice-distress-aircrew-ejected = екіпаж катапультувався
choice-distress-overboard = люди у воді
choice-distress-medical = потрібна термінова медична допомога
choice-distress-other = інше

choice-own_help-none = немає
choice-own_help-on-the-way = у дорозі
choice-own_help-on-the-spot = на місці

choice-help_asked-search-and-rescue = пошук і рятування вашими силами
choice-help_asked-let-our-rescuers-in = пропустіть наших рятувальників
choice-help_asked-medical = медична допомога
choice-help_asked-keep-clear = не заважайте рятуванню
choice-help_asked-information = що ви про них знаєте

choice-found-on-foot = люди на суходолі
choice-found-small-boat = човен
choice-found-fishing-vessel = риболовне судно
choice-found-merchant-vessel = торговельне судно
choice-found-aircrew = льотний екіпаж
choice-found-in-the-water = люди у воді
choice-found-other = інше

choice-crossing-yours-with-us = ваші, зараз у нас
choice-crossing-ours-with-you = наші, зараз у вас або до вас

choice-condition-well = здорові
choice-condition-need-doctor = декому потрібен лікар
choice-condition-urgent = є загроза життю
choice-condition-dead-among-them = є померлі

choice-wish-want-to-return = хочуть повернутися
choice-wish-do-not-want = не хочуть повертатися
choice-wish-differ = одні хочуть, інші ні
choice-wish-not-asked = ще не запитані

choice-return_way-at-sea = у морі
choice-return_way-at-crossing-point = на пункті пропуску
choice-return_way-by-air = повітрям
choice-return_way-through-third-party = через третю сторону

choice-recovered-aircraft-wreck = уламки літака або вертольота
choice-recovered-unmanned-aircraft = безпілотний літальний апарат
choice-recovered-vessel-wreck = затонуле судно
choice-recovered-weapon = зброя або її частина
choice-recovered-space-debris = уламки з космосу
choice-recovered-persons = зниклі або останки

choice-recovery_work-search = пошук
choice-recovery_work-survey = обстеження
choice-recovery_work-make-safe = знешкодження на місці
choice-recovery_work-raise = підняття й вивезення

choice-air_danger-missile-firing = ракетні стрільби
choice-air_danger-air-defence-ready = ППО в готовності
choice-air_danger-gunnery = артилерійські стрільби
choice-air_danger-unmanned-aircraft = безпілотні літальні апарати
choice-air_danger-military-aircraft = поруч військові літаки
choice-air_danger-falling-debris = уламки, що падають
choice-air_danger-rocket-launch = пуск ракети-носія
choice-air_danger-navigation-interference = завади навігації
choice-air_danger-taken-for-military = може бути прийнятий за військовий
choice-air_danger-off-course = далеко від свого маршруту

choice-transmit-turn-away = TURN AWAY NOW, DANGER AHEAD (відверніть зараз, попереду небезпечно)
choice-transmit-steer-course = TURN TO COURSE ... TRUE (візьміть курс, указаний нижче)
choice-transmit-climb = CLIMB NOW TO ... (набирайте висоту, указану нижче)
choice-transmit-descend = DESCEND NOW TO ... (знижуйтеся до висоти, указаної нижче)
choice-transmit-leave-area = LEAVE THIS AREA BY THE SHORTEST WAY (залиште район найкоротшим шляхом)
choice-transmit-change-frequency = CONTACT US ON ... (перейдіть на частоту, указану нижче)
choice-transmit-identify = SAY YOUR CALL SIGN (назвіть свій позивний)

choice-own_measure-none = поки нічого
choice-own_measure-warned-by-us = попередили самі
choice-own_measure-fire-held = наш вогонь зупинено
choice-own_measure-own-aircraft-away = наші літаки відведено
choice-own_measure-airspace-closed = наш повітряний простір там закрито

## Визначення підрахунку та одиниці
quantity-phrase-number = метри для IR2, сотні метрів для RT7, RT8 і RT9
quantity-persons-own-side = особи сторони, що повідомляє, кожну рахують один раз
quantity-persons-in-distress = усі, кого треба рятувати, разом з екіпажем
quantity-persons-found = усі особи групи, разом із померлими
