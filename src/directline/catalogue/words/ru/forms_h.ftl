### Люди: объекты, паузы, коридоры, обмены: слова этих форм.

## Названия
form-H1 = Гуманитарный объект
form-H2 = Гуманитарный объект: изменение или отзыв
form-H4 = Заявленное перемещение: как идёт
form-H5 = СТОП: под ударом объект или колонна, о которых сообщено
form-H6 = Пауза или прекращение огня: предложение
form-H7 = Коридор: предложение
form-H8 = Судно в плане на день
form-H9 = Извещение о взятии в плен
form-H10 = Обмен: список
form-H12 = Обмен: итог и подсчёт
form-H13 = Передача останков

## Ответы
answer-on-unit-list = ON UNIT LIST: есть в списке названных подразделений
answer-matched = MATCHED: все записи совпадают с нашими
answer-same-count = SAME COUNT: у нас тот же счёт
answer-other-count = OTHER COUNT: у нас другой счёт

## Профили
profile-humanitarian-notices = гуманитарные уведомления: изменения и ход движения
profile-sea-corridor = морской коридор: план на день
profile-detainees = пленные и останки

## Поля
field-site_function = Назначение объекта
    .help = Для чего используется сейчас.
field-site_organisation = Организация
    .help = Кто отвечает за объект. Без имён.
field-footprint = Границы участка
    .help = Углы участка по порядку, по одному в строке.
field-photograph = Хеш снимка
    .help = SHA-256 снимка, который хранит ваша сторона, 64 знака.
field-verified_by = Кто проверил
    .help = Кто проверил место и назначение. «Никто» — допустимый ответ.
field-verified_on = Дата проверки
    .help = Дата по UTC: 2026-11-21.
field-valid_until = Действительно до
    .help = Последний день уведомления, по UTC. Затем отправьте заново.
field-effect = Действие уведомления
    .help = Эта строка стоит на каждом таком уведомлении.
field-site_change = Изменение
    .help = Что меняется. Одно изменение в сообщении.
field-effective_at = Действует с
    .help = По UTC: 2026-11-21T22:30Z.
field-movement_event = Что произошло
    .help = На каком этапе движение.
field-expected_at = Ожидается в
    .help = Когда ожидается, по UTC.
field-unit_named = Получатель назвал подразделение
    .help = Назвала ли другая сторона своё подразделение, у которого есть это уведомление.
field-attack_harm = Последствия
    .help = Самое тяжёлое из известного.
field-starts_at = Начало
    .help = По UTC: 2026-11-21T22:30Z.
field-end_kind = Окончание
    .help = Определено или открыто. Это надо указать.
field-ends_at = Конец
    .help = По UTC, если окончание определено.
field-extent = Где действует
    .help = В районе, в круге или на всей линии.
field-stops_ground_fire = Прекращается огонь с земли
    .help = Артиллерия, миномёты, ракеты, стрелковое оружие.
field-stops_air_strikes = Прекращаются удары пилотируемой авиации
    .help = Бомбы и ракеты с самолётов и вертолётов.
field-stops_unmanned = Прекращаются удары беспилотников
    .help = В воздухе, на суше и на море.
field-stops_sea_fire = Прекращается огонь с моря
    .help = Орудия и ракеты кораблей.
field-stops_advance = Прекращается продвижение вперёд
    .help = Никто не идёт дальше линии, занятой на момент начала.
field-exceptions = Исключения
    .help = Что всё же разрешается.
field-exceptions_text = Исключения, словами
    .help = Каждое исключение под номером.
field-monitor = Кто наблюдает
    .help = Кто следит за соблюдением.
field-binding = Когда обязывает
    .help = Молчание не согласие. Согласие — только ответ ACCEPT.
field-corridor_width = Ширина
    .help = Полная ширина, маршрут посередине.
field-corridor_users = Кто пользуется
    .help = Кто или что проходит.
field-stand_off = Силы держатся не ближе
    .help = Расстояние от края. 10 морских миль — 18520 м.
field-plan_day = День плана
    .help = Дата по UTC: 2026-11-21.
field-vessel_name = Судно
    .help = Название латиницей, как в регистре.
field-imo_number = Номер ИМО
    .help = Семь цифр.
field-passage = Проход
    .help = К портам или от портов.
field-plan_order = Место в очереди
    .help = 1 идёт первым.
field-plan_vessels = Судов в этот день
    .help = Сколько сообщений в этом плане.
field-agency_number = Номер в центральном агентстве
    .help = Имя есть у агентства. Здесь без имён.
field-service_number = Личный номер
    .help = Как на личном жетоне.
field-person_category = Категория
    .help = Как считает ваша сторона. Другая может считать иначе.
field-captured_on = Дата пленения
    .help = Дата по UTC: 2026-11-21.
field-health = Здоровье
    .help = Только класс, без диагноза.
field-agency_told = Центральному агентству сообщено
    .help = Эта форма не заменяет того извещения.
field-agency_told_on = Дата сообщения
    .help = Дата по UTC: 2026-11-21.
field-card_sent = Карточка отправлена
    .help = Карточка, которую заполняет пленный.
field-list_id = Список
    .help = Номер списка, которым пользуются обе стороны.
field-round = Раунд
    .help = Раунд этого обмена.
field-list_status = Эти записи
    .help = Одно состояние для всех записей сообщения.
field-dispute = Что оспаривается
    .help = Одна причина в сообщении.
field-entries = Записи
    .help = Номера, согласованные для этого списка, по одному в строке. Ни имён, ни хешей имён.
field-entry_count = Число записей
    .help = Столько, сколько в списке выше.
field-counting = Определение подсчёта
    .help = Кого учитывают числа. Без этого число ничего не значит.
field-handed_over = Передано
    .help = Стороной, которая это пишет.
field-received = Принято
    .help = Стороной, которая это пишет.
field-difference = Расхождение со списком
    .help = Что было не по списку.
field-difference_entries = Записи с расхождением
    .help = Их номера в списке, по одному в строке.
field-identity_by = Личность и желание подтвердил
    .help = Кто спросил каждого; никогда не удерживавшая сторона.
field-containers = Опечатанные контейнеры
    .help = Личности устанавливаются позже и могут быть уточнены.
field-seals = Пломбы
    .help = Номер каждой пломбы, по одному в строке. Больше 100 — ещё одно сообщение.

## Варианты
choice-site_function-hospital = больница
choice-site_function-clinic = поликлиника или станция скорой помощи
choice-site_function-shelter = убежище
choice-site_function-school = школа
choice-site_function-camp = лагерь перемещённых лиц
choice-site_function-aid-store = склад помощи
choice-site_function-aid-office = офис гуманитарной организации
choice-site_function-aid-residence = жильё сотрудников помощи
choice-site_function-food = раздача еды или пекарня
choice-site_function-water = водоснабжение
choice-site_function-power = электроснабжение такого объекта
choice-site_function-worship = место богослужения
choice-site_function-culture = музей или памятник
choice-site_function-other = другое

choice-verified_by-nobody = никто: не проверено
choice-verified_by-organisation = сама организация
choice-verified_by-neutral = нейтральный посредник
choice-verified_by-united-nations = ООН
choice-verified_by-our-side = наша сторона
choice-verified_by-your-side = ваша сторона

choice-effect-no-protection = не даёт защиты или разрешения; защищённое правом защищено и без него

choice-site_change-withdrawn = отозван: больше так не используется
choice-site_change-moved = перенесён
choice-site_change-footprint = другие границы
choice-site_change-function = другое назначение
choice-site_change-validity = другой срок действия
choice-site_change-verified = теперь проверен
choice-site_change-contact = другое лицо для связи

choice-movement_event-started = началось
choice-movement_event-delayed = задерживается
choice-movement_event-halted = остановлено
choice-movement_event-off-route = на другом маршруте
choice-movement_event-goes-on = продолжается после остановки
choice-movement_event-turned-back = повернуло назад
choice-movement_event-arrived = прибыло

choice-attack_harm-none-yet = пока нет
choice-attack_harm-damage = разрушения
choice-attack_harm-fire = пожар
choice-attack_harm-injured = есть раненые
choice-attack_harm-dead = есть погибшие

choice-end_kind-fixed = в определённое время
choice-end_kind-open = открыто: пока одна из сторон не скажет иного

choice-extent-area = в районе, указанном ниже
choice-extent-circle = в круге, указанном ниже
choice-extent-whole-line = на всей линии соприкосновения

choice-exceptions-none = нет
choice-exceptions-self-defence = ответ на огонь для самообороны
choice-exceptions-medical-evacuation = эвакуация раненых
choice-exceptions-mine-clearance = разминирование
choice-exceptions-named = названные ниже

choice-monitor-none = никто
choice-monitor-neutral-host = нейтральный посредник
choice-monitor-joint = обе стороны вместе
choice-monitor-united-nations = ООН
choice-monitor-third-party = третья сторона

choice-binding-when-accepted = никого не обязывает, пока другая сторона не ответит ACCEPT

choice-corridor_users-civilians = гражданские лица
choice-corridor_users-wounded = раненые и больные
choice-corridor_users-aid = гуманитарная помощь
choice-corridor_users-medical-teams = медицинские бригады
choice-corridor_users-repair-crews = ремонтные бригады
choice-corridor_users-merchant-vessels = торговые суда
choice-corridor_users-prisoners = лица для обмена

choice-passage-inbound = к портам
choice-passage-outbound = от портов

choice-person_category-servicemen = военнослужащие
choice-person_category-medical-or-religious = медицинский или духовный персонал
choice-person_category-civilians = гражданские лица
choice-person_category-wounded-or-ill = раненые или больные
choice-person_category-minors = несовершеннолетние
choice-person_category-mixed = смешанная

choice-health-well = здоров
choice-health-wounded-or-ill = ранен или болен
choice-health-seriously-wounded-or-ill = тяжело ранен или болен
choice-health-died = умер

choice-list_status-asked-for = запрашиваются
choice-list_status-offered = предлагаются
choice-list_status-matched = совпали
choice-list_status-disputed = оспариваются
choice-list_status-withdrawn = отозваны

choice-dispute-identity = личность
choice-dispute-category = категория
choice-dispute-already-returned = уже возвращён
choice-dispute-died = умер
choice-dispute-twice = записан дважды
choice-dispute-not-held = у нас не находится
choice-dispute-not-asked = нами не запрошен

choice-counting-servicemen-only = только военнослужащие
choice-counting-parity = лица в согласованном соотношении
choice-counting-all-who-move = все, кто переходит к другой стороне

choice-difference-none = нет
choice-difference-no-show = не привезён
choice-difference-substituted = привезён другой
choice-difference-not-on-list = нет в списке
choice-difference-does-not-wish = не желает ехать
choice-difference-unfit = не может ехать по здоровью
choice-difference-died = умер
choice-difference-identity-differs = не тот, кто в списке
choice-difference-several = несколько из этого

choice-identity_by-neutral = нейтральный посредник
choice-identity_by-icrc = Международный комитет Красного Креста
choice-identity_by-receiving-side = принимающая сторона
choice-identity_by-nobody = никто

## Определения подсчёта и единицы
quantity-imo-number = номер судна, не количество
quantity-order-of-day = место в очереди того дня
quantity-vessels-of-day = суда в плане того дня, в обе стороны
quantity-exchange-round = номер раунда, с 1
quantity-entries-of-message = записи в этом сообщении, по одной на человека
quantity-persons-handed-over = переданные лица по указанному ниже определению, без экипажа и сопровождения
quantity-persons-received = принятые лица по указанному ниже определению, без экипажа и сопровождения
quantity-sealed-containers = опечатанные контейнеры, не люди
