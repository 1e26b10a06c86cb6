### Люди: об'єкти, паузи, коридори, обміни: слова цих форм.

## Назви
form-H1 = Гуманітарний об'єкт
form-H2 = Гуманітарний об'єкт: зміна або відкликання
form-H4 = Заявлене переміщення: як триває
form-H5 = СТОП: під ударом об'єкт або колона, про які повідомлено
form-H6 = Пауза або припинення вогню: пропозиція
form-H7 = Коридор: пропозиція
form-H8 = Судно в плані на день
form-H9 = Сповіщення про взяття в полон
form-H10 = Обмін: список
form-H12 = Обмін: підсумок і підрахунок
form-H13 = Передача останків

## Відповіді
answer-on-unit-list = ON UNIT LIST: є у списку названих підрозділів
answer-matched = MATCHED: усі записи збігаються з нашими
answer-same-count = SAME COUNT: у нас той самий підрахунок
answer-other-count = OTHER COUNT: у нас інший підрахунок

## Профілі
profile-humanitarian-notices = гуманітарні повідомлення: зміни та хід руху
profile-sea-corridor = морський коридор: план на день
profile-detainees = полонені та останки

## Поля
field-site_function = Призначення об'єкта
    .help = Для чого використовують зараз.
field-site_organisation = Організація
    .help = Хто відповідає за об'єкт. Без імен.
field-footprint = Межі ділянки
    .help = Кути ділянки по порядку, по одному в рядку.
field-photograph = Хеш знімка
    .help = SHA-256 знімка, який зберігає ваша сторона, 64 знаки.
field-verified_by = Хто перевірив
    .help = Хто перевірив місце й призначення. «Ніхто» — прийнятна відповідь.
field-verified_on = Дата перевірки
    .help = Дата за UTC: 2026-11-21.
field-valid_until = Дійсно до
    .help = Останній день повідомлення, за UTC. Потім надішліть знову.
field-effect = Дія повідомлення
    .help = Цей рядок стоїть на кожному такому повідомленні.
field-site_change = Зміна
    .help = Що змінюється. Одна зміна в повідомленні.
field-effective_at = Діє з
    .help = За UTC: 2026-11-21T22:30Z.
field-movement_event = Що сталося
    .help = На якому етапі рух.
field-expected_at = Очікується о
    .help = Коли очікується, за UTC.
field-unit_named = Одержувач назвав підрозділ
    .help = Чи назвала інша сторона свій підрозділ, який має це повідомлення.
field-attack_harm = Наслідки
    .help = Найтяжче з відомого.
field-starts_at = Початок
    .help = За UTC: 2026-11-21T22:30Z.
field-end_kind = Закінчення
    .help = Визначено або відкрито. Це треба вказати.
field-ends_at = Кінець
    .help = За UTC, якщо закінчення визначено.
field-extent = Де діє
    .help = У районі, у колі або на всій лінії.
field-stops_ground_fire = Припиняється вогонь із землі
    .help = Артилерія, міномети, ракети, стрілецька зброя.
field-stops_air_strikes = Припиняються удари пілотованої авіації
    .help = Бомби й ракети з літаків і вертольотів.
field-stops_unmanned = Припиняються удари безпілотників
    .help = У повітрі, на суходолі й на морі.
field-stops_sea_fire = Припиняється вогонь із моря
    .help = Гармати й ракети кораблів.
field-stops_advance = Припиняється просування вперед
    .help = Ніхто не йде далі лінії, зайнятої на момент початку.
field-exceptions = Винятки
    .help = Що все ж дозволено.
field-exceptions_text = Винятки, словами
    .help = Кожен виняток під номером.
field-monitor = Хто спостерігає
    .help = Хто стежить за дотриманням.
field-binding = Коли зобов'язує
    .help = Мовчання не згода. Згода — лише відповідь ACCEPT.
field-corridor_width = Ширина
    .help = Повна ширина, маршрут посередині.
field-corridor_users = Хто користується
    .help = Хто або що проходить.
field-stand_off = Сили тримаються не ближче
    .help = Відстань від краю. 10 морських миль — 18520 м.
field-plan_day = День плану
    .help = Дата за UTC: 2026-11-21.
field-vessel_name = Судно
    .help = Назва латиницею, як у реєстрі.
field-imo_number = Номер ІМО
    .help = Сім цифр.
field-passage = Прохід
    .help = До портів або від портів.
field-plan_order = Місце в черзі
    .help = 1 іде першим.
field-plan_vessels = Суден того дня
    .help = Скільки повідомлень у цьому плані.
field-agency_number = Номер у центральному агентстві
    .help = Ім'я є в агентства. Тут без імен.
field-service_number = Особистий номер
    .help = Як на особистому жетоні.
field-person_category = Категорія
    .help = Як вважає ваша сторона. Інша може вважати інакше.
field-captured_on = Дата полонення
    .help = Дата за UTC: 2026-11-21.
field-health = Здоров'я
    .help = Лише клас, без діагнозу.
field-agency_told = Центральному агентству повідомлено
    .help = Ця форма не замінює того сповіщення.
field-agency_told_on = Дата повідомлення
    .help = Дата за UTC: 2026-11-21.
field-card_sent = Картку надіслано
    .help = Картка, яку заповнює полонений.
field-list_id = Список
    .help = Номер списку, яким користуються обидві сторони.
field-round = Раунд
    .help = Раунд цього обміну.
field-list_status = Ці записи
    .help = Один стан для всіх записів повідомлення.
field-dispute = Що оскаржується
    .help = Одна причина в повідомленні.
field-entries = Записи
    .help = Номери, узгоджені для цього списку, по одному в рядку. Ні імен, ні хешів імен.
field-entry_count = Число записів
    .help = Стільки, скільки в списку вище.
field-counting = Визначення підрахунку
    .help = Кого враховують числа. Без цього число нічого не означає.
field-handed_over = Передано
    .help = Стороною, яка це пише.
field-received = Прийнято
    .help = Стороною, яка це пише.
field-difference = Розбіжність зі списком
    .help = Що було не за списком.
field-difference_entries = Записи з розбіжністю
    .help = Їхні номери у списку, по одному в рядку.
field-identity_by = Особу й бажання підтвердив
    .help = Хто спитав кожного; ніколи не сторона, що утримувала.
field-containers = Опломбовані контейнери
    .help = Особи встановлюють пізніше, їх можуть уточнити.
field-seals = Пломби
    .help = Номер кожної пломби, по одному в рядку. Понад 100 — ще одне повідомлення.

## Варіанти
choice-site_function-hospital = лікарня
choice-site_function-clinic = поліклініка або станція швидкої допомоги
choice-site_function-shelter = укриття
choice-site_function-school = школа
choice-site_function-camp = табір переміщених осіб
choice-site_function-aid-store = склад допомоги
choice-site_function-aid-office = офіс гуманітарної організації
choice-site_function-aid-residence = житло працівників допомоги
choice-site_function-food = роздавання їжі або пекарня
choice-site_function-water = водопостачання
choice-site_function-power = електропостачання такого об'єкта
choice-site_function-worship = місце богослужіння
choice-site_function-culture = музей або пам'ятка
choice-site_function-other = інше

choice-verified_by-nobody = ніхто: не перевірено
choice-verified_by-organisation = сама організація
choice-verified_by-neutral = нейтральний посередник
choice-verified_by-united-nations = ООН
choice-verified_by-our-side = наша сторона
choice-verified_by-your-side = ваша сторона

choice-effect-no-protection = не дає захисту чи дозволу; захищене правом захищене й без нього

choice-site_change-withdrawn = відкликано: більше так не використовується
choice-site_change-moved = перенесено
choice-site_change-footprint = інші межі
choice-site_change-function = інше призначення
choice-site_change-validity = інший строк дії
choice-site_change-verified = тепер перевірено
choice-site_change-contact = інша особа для зв'язку

choice-movement_event-started = почалося
choice-movement_event-delayed = затримується
choice-movement_event-halted = зупинено
choice-movement_event-off-route = на іншому маршруті
choice-movement_event-goes-on = триває після зупинки
choice-movement_event-turned-back = повернуло назад
choice-movement_event-arrived = прибуло

choice-attack_harm-none-yet = поки немає
choice-attack_harm-damage = руйнування
choice-attack_harm-fire = пожежа
choice-attack_harm-injured = є поранені
choice-attack_harm-dead = є загиблі

choice-end_kind-fixed = у визначений час
choice-end_kind-open = відкрито: доки одна зі сторін не скаже іншого

choice-extent-area = у районі, указаному нижче
choice-extent-circle = у колі, указаному нижче
choice-extent-whole-line = на всій лінії зіткнення

choice-exceptions-none = немає
choice-exceptions-self-defence = відповідь на вогонь для самооборони
choice-exceptions-medical-evacuation = евакуація поранених
choice-exceptions-mine-clearance = розмінування
choice-exceptions-named = названі нижче

choice-monitor-none = ніхто
choice-monitor-neutral-host = нейтральний посередник
choice-monitor-joint = обидві сторони разом
choice-monitor-united-nations = ООН
choice-monitor-third-party = третя сторона

choice-binding-when-accepted = нікого не зобов'язує, доки інша сторона не відповість ACCEPT

choice-corridor_users-civilians = цивільні особи
choice-corridor_users-wounded = поранені й хворі
choice-corridor_users-aid = гуманітарна допомога
choice-corridor_users-medical-teams = медичні бригади
choice-corridor_users-repair-crews = ремонтні бригади
choice-corridor_users-merchant-vessels = торговельні судна
choice-corridor_users-prisoners = особи для обміну

choice-passage-inbound = до портів
choice-passage-outbound = від портів

choice-person_category-servicemen = військовослужбовці
choice-person_category-medical-or-religious = медичний або духовний персонал
choice-person_category-civilians = цивільні особи
choice-person_category-wounded-or-ill = поранені або хворі
choice-person_category-minors = неповнолітні
choice-person_category-mixed = змішана

choice-health-well = здоровий
choice-health-wounded-or-ill = поранений або хворий
choice-health-seriously-wounded-or-ill = тяжко поранений або хворий
choice-health-died = помер

choice-list_status-asked-for = запитуються
choice-list_status-offered = пропонуються
choice-list_status-matched = збіглися
choice-list_status-disputed = оскаржуються
choice-list_status-withdrawn = відкликані

choice-dispute-identity = особа
choice-dispute-category = категорія
choice-dispute-already-returned = уже повернутий
choice-dispute-died = помер
choice-dispute-twice = записаний двічі
choice-dispute-not-held = у нас не перебуває
choice-dispute-not-asked = нами не запитаний

choice-counting-servicemen-only = лише військовослужбовці
choice-counting-parity = особи в узгодженому співвідношенні
choice-counting-all-who-move = усі, хто переходить до іншої сторони

choice-difference-none = немає
choice-difference-no-show = не привезено
choice-difference-substituted = привезено іншого
choice-difference-not-on-list = немає у списку
choice-difference-does-not-wish = не бажає їхати
choice-difference-unfit = не може їхати за станом здоров'я
choice-difference-died = помер
choice-difference-identity-differs = не той, хто у списку
choice-difference-several = кілька з цього

choice-identity_by-neutral = нейтральний посередник
choice-identity_by-icrc = Міжнародний комітет Червоного Хреста
choice-identity_by-receiving-side = сторона, що приймає
choice-identity_by-nobody = ніхто

## Визначення підрахунку та одиниці
quantity-imo-number = номер судна, не кількість
quantity-order-of-day = місце в черзі того дня
quantity-vessels-of-day = судна в плані того дня, в обидва боки
quantity-exchange-round = номер раунду, з 1
quantity-entries-of-message = записи в цьому повідомленні, по одному на особу
quantity-persons-handed-over = передані особи за вказаним нижче визначенням, без екіпажу та супроводу
quantity-persons-received = прийняті особи за вказаним нижче визначенням, без екіпажу та супроводу
quantity-sealed-containers = опломбовані контейнери, не люди
