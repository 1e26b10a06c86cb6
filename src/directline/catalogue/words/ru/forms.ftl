### Названия, подписи, пояснения и варианты форм.

## Названия
form-I0 = ОСТАНОВИТЕСЬ: прекратите то, что делаете (STEP BACK)
form-I1 = СТОП: вы наносите удар по этому объекту
form-I4 = Вход на нашу территорию: это ваше?
form-I5 = Наше оружие или беспилотник вне управления
form-L1 = Проверка линии
form-L4 = Квитанция
form-L5 = Запрос: получено ли, чего не хватает
form-L6 = Исправление или отмена
form-L8 = Приостановка или возобновление темы
form-A1 = Опасный район
form-A6 = Район полётов авиации
form-S1 = Пуск баллистической ракеты, заблаговременное уведомление
form-H3 = Гуманитарное перемещение
form-H11 = Обмен: перевозка лиц
form-Q1 = Запрос разъяснения
form-Q2 = Ответ на запрос разъяснения

## Поля
field-addressee = Кому (должность)
    .help = Должность, которая обязана это принять. Должность, а не фамилия.
field-remark = Примечание
    .help = Короткое примечание на вашем языке. Оно не переводится. Оставьте пустым, если поля говорят всё.
field-position = Координаты
    .help = Широта и долгота и то же место в MGRS. Обе записи должны совпадать.
field-since = С какого времени
    .help = Когда началось, по UTC: 2026-11-21T22:30Z или 212230ZNOV26.
field-circle = Круг
    .help = Центр в обеих записях и радиус в километрах или морских милях.
field-area = Район
    .help = Три точки или больше по порядку, по одной в строке: широта и долгота, или MGRS, или обе записи через /.
field-window = Начало, конец
    .help = Начало и конец по UTC.
field-altitude = Высота
    .help = Нижняя и верхняя граница, единица (ft, m, FL) и начало отсчёта (AMSL, AGL, FL). SFC — поверхность, UNL — без ограничения.
field-course = Курс
    .help = Истинный, в градусах, от 0 до 359.
field-speed = Скорость
    .help = В узлах.
field-halt = Что прекратить
    .help = Что другую сторону просят прекратить здесь и сейчас.
field-own_forces = Там наши силы
    .help = Находятся ли в этом месте наши силы.
field-hit = По чему наносится удар
    .help = Что сейчас находится там под ударом.
field-says = Кто сообщает
    .help = Откуда поступило сообщение.
field-seen = Что замечено
    .help = Вид, количество и опознавание, насколько известно.
field-seen_at = Замечено в
    .help = Когда в последний раз замечено в этом месте, по UTC.
field-instruction = Данное указание
    .help = Что было приказано на месте.
field-weapon = Вид
    .help = Что вышло из-под управления.
field-launched_at = Время пуска
    .help = Когда произведён пуск или потеряно управление, по UTC.
field-launched_from = Место пуска
    .help = Откуда произведён пуск, в обеих записях.
field-impact_circle = Ожидаемое место падения
    .help = Где ожидается падение: центр в обеих записях и радиус.
field-impact_at = Ожидаемое время падения
    .help = Когда ожидается падение, по UTC.
field-armed = Боевой заряд
    .help = Есть ли боевой заряд.
field-intent = Враждебное намерение
    .help = Эта форма заявляет, что его нет.
field-number = Номер проверки
    .help = Номер этой проверки.
field-neutral = Текст проверки
    .help = Предложение из нейтрального собрания. Другого смысла в нём нет.
field-checksum = Контрольные цифры
    .help = Четыре цифры, полученные из номера и текста. Оба дежурных сверяют их.
field-ref_party = Сообщение: сторона
    .help = Сторона, написавшая сообщение, по её номеру в хартии.
field-ref_generation = Сообщение: поколение
    .help = Поколение записей этой стороны.
field-ref_position = Сообщение: номер
    .help = Номер среди записей этой стороны.
field-level = Ступень
    .help = 2 доставлено, 3 открыто, 4 понято, 5 передано, 6 отвечено или отклонено.
field-role = Должность
    .help = Должность лица, выполнившего действие.
field-call_sign = Позывной
    .help = Позывной лица, выполнившего действие.
field-passed_unit = Часть или орган
    .help = Часть или орган, которым сообщено.
field-answer = Ответ
    .help = Код ответа.
field-read_back = Повторённые значения
    .help = Что получатель ввёл повторно.
field-decline_reason = Причина отклонения
    .help = Код причины.
field-request = Запрос
    .help = Видели ли сообщение, или каких сообщений здесь не хватает.
field-ref = Сообщение
    .help = Сторона и номер: ALPHA 12.
field-last = Последнее недостающее сообщение
    .help = Конец ряда, если не хватает номеров.
field-action = Действие
    .help = Отменить сообщение или исправить некоторые его поля.
field-original_form = Форма сообщения
    .help = Код формы, которая отменяется или исправляется.
field-changes = Исправленные поля
    .help = По одному в строке: поле = новое значение.
field-correction_reason = Причина
    .help = Почему отменяется или исправляется.
field-subject = Тема
    .help = Тема, которая приостанавливается или возобновляется. Проверки, спасательные и гуманитарные формы действуют всегда.
field-suspension = Приостановить или возобновить
    .help = Что объявляет ваша сторона.
field-legal_basis = Правовое основание
    .help = На что ссылается ваша сторона, её собственными словами.
field-effective_date = Действует с
    .help = Дата по UTC: 2026-11-21.
field-launch_date = Дата пуска
    .help = Планируемая дата по UTC: 2026-11-21.
field-missile_class = Класс
    .help = Межконтинентальная баллистическая ракета или баллистическая ракета подводных лодок.
field-launch_place = Район пуска, словами
    .help = Для подводной лодки: квадрант океана или акватория.
field-launch_area = Район пуска
    .help = Три точки или больше по порядку, по одной в строке.
field-impact_area = Район падения
    .help = Три точки или больше по порядку, по одной в строке.
field-nature = Характер опасности
    .help = Чем опасен район, если это сообщается.
field-warning_ref = Опубликованное предупреждение
    .help = Номер NOTAM или предупреждения NAVAREA.
field-aircraft = Летательные аппараты
    .help = Только категория. Никаких целей.
field-separation_rule = Правило разведения
    .help = Код правила, которое соблюдают обе стороны.
field-cause = Причина обеспокоенности
    .help = Что вы заметили и почему это вас беспокоит.
field-activity = Деятельность
    .help = О какой деятельности вы спрашиваете.
field-questions = Вопросы
    .help = Пронумеруйте вопросы. Каждый об одном.
field-result = Результат
    .help = Даны ли ответы на вопросы. «Не можем сказать» — допустимый ответ.
field-reply = Ответ
    .help = Ответьте на каждый вопрос под его номером.
field-activity_ends = Окончание деятельности
    .help = Когда ожидается окончание, по UTC.
field-organisation = Организация
    .help = Кто перемещается.
field-route = Маршрут
    .help = Точки по порядку, по одной в строке. Можно добавить время: @ 2026-11-21T22:30Z.
field-vehicles = Машины
    .help = Сколько машин движется.
field-vehicle_marks = Типы, номера, цвета
    .help = Каждая машина: тип, номер, цвет.
field-persons = Люди
    .help = Сколько людей едет.
field-roof_marking = Обозначение на крыше
    .help = Есть ли на крышах обозначение, видимое с воздуха.
field-infrared = Инфракрасное обозначение
    .help = Видно ли обозначение ночью в инфракрасном диапазоне.
field-contact = Связь в пути
    .help = Должность и как связаться: телефон или частота.
field-emergency = Экстренно
    .help = Об экстренном перемещении сообщают за меньший срок.
field-mode = Способ
    .help = Как следуют люди.
field-vehicle_id = Машина, рейс или судно
    .help = Регистрационный номер, номер рейса или название.
field-handover = Место передачи
    .help = В обеих записях.
field-stand_down = ПВО не действует в пределах
    .help = Центр в обеих записях и радиус.

## Варианты, общие для всех форм
choice-unknown = неизвестно
choice-ynu-yes = да
choice-ynu-no = нет

choice-halt-approach = сближение
choice-halt-fire = огонь
choice-halt-movement = передвижение
choice-halt-flight = полёт
choice-halt-boarding = высадку на борт
choice-halt-emission = излучение (РЛС, помехи, лазер)

choice-hit-own-forces = наши силы
choice-hit-friendly-forces = союзные нам силы
choice-hit-civilians = гражданские лица
choice-hit-hospital = больница
choice-hit-humanitarian-convoy = гуманитарная колонна
choice-hit-humanitarian-site = гуманитарный объект
choice-hit-aircraft = летательный аппарат
choice-hit-vessel = судно
choice-hit-infrastructure = опасный или жизненно важный объект

choice-says-own-unit = наше подразделение на месте
choice-says-own-command = наше командование
choice-says-humanitarian-organisation = гуманитарная организация
choice-says-third-party = третья сторона
choice-says-civil-authority = гражданские власти

choice-kind-aircraft = самолёт
choice-kind-helicopter = вертолёт
choice-kind-unmanned-aircraft = беспилотный летательный аппарат
choice-kind-vessel = надводный корабль или судно
choice-kind-submarine = подводная лодка
choice-kind-vehicle = машина
choice-kind-persons = люди пешком
choice-kind-balloon = аэростат
choice-kind-other = другое

choice-instruction-none-given = не дано
choice-instruction-turn-back = повернуть назад
choice-instruction-leave = покинуть район
choice-instruction-land = совершить посадку
choice-instruction-stop = остановиться
choice-instruction-follow = следовать за нами
choice-instruction-identify = назвать себя

choice-weapon-ballistic-missile = баллистическая ракета
choice-weapon-cruise-missile = крылатая ракета
choice-weapon-unmanned-aircraft = беспилотный летательный аппарат
choice-weapon-air-dropped = авиационное средство поражения
choice-weapon-artillery = артиллерийский снаряд
choice-weapon-rocket = неуправляемая ракета
choice-weapon-torpedo = торпеда
choice-weapon-naval-drone = морской беспилотник
choice-weapon-balloon = аэростат
choice-weapon-other = другое

choice-intent-none = нет

choice-request-query-ack = видели ли это сообщение?
choice-request-gap-request = пришлите недостающие сообщения

choice-action-cancel = отменить
choice-action-correct = исправить

choice-correction_reason-false-alarm = ложная тревога
choice-correction_reason-error = ошибка в сообщении
choice-correction_reason-overtaken = обстановка изменилась
choice-correction_reason-activity-cancelled = деятельность отменена
choice-correction_reason-activity-changed = деятельность изменена
choice-correction_reason-clearer = уточнение

choice-subject-launch-notification = уведомления о пусках
choice-subject-hazard-notification = опасные районы
choice-subject-air-deconfliction = разведение авиации
choice-subject-humanitarian-movement = гуманитарные перемещения
choice-subject-clarification = запросы разъяснений
choice-subject-strategic-arms = данные и инспекции по стратегическим вооружениям
choice-subject-exercise-notification = военные учения и доклады
choice-subject-zones = зоны и движение у линии соприкосновения
choice-subject-incident-report = доклады об инцидентах
choice-subject-consultation = звонки, встречи и протесты
choice-subject-cross-domain = кибербезопасность, инфраструктура, ядерная безопасность и космос
choice-subject-other = другое

choice-suspension-suspend = приостановить
choice-suspension-resume = возобновить

choice-missile_class-icbm = межконтинентальная баллистическая ракета (МБР)
choice-missile_class-slbm = баллистическая ракета подводных лодок (БРПЛ)

choice-nature-gunnery = артиллерийские стрельбы
choice-nature-missile-firing = ракетные стрельбы
choice-nature-torpedo = торпедные стрельбы
choice-nature-bombing = учебное бомбометание
choice-nature-submarine-exercise = учение подводных лодок
choice-nature-mine-clearance = траление и обезвреживание мин
choice-nature-salvage = подъём или буксировка
choice-nature-rocket-debris = падение частей ракет
choice-nature-other = другое

choice-aircraft-fast-jet = боевые реактивные самолёты
choice-aircraft-bomber = бомбардировщики
choice-aircraft-transport = транспортные самолёты
choice-aircraft-tanker-or-support = заправщики или самолёты обеспечения
choice-aircraft-helicopter = вертолёты
choice-aircraft-unmanned = беспилотные летательные аппараты
choice-aircraft-mixed = смешанный состав

choice-activity-movement = передвижение сил
choice-activity-exercise = учение
choice-activity-concentration = сосредоточение сил
choice-activity-flight = полёты
choice-activity-naval = деятельность на море
choice-activity-missile = ракетная деятельность
choice-activity-construction = строительство
choice-activity-emission = излучения или помехи
choice-activity-incident = инцидент
choice-activity-other = другое

choice-result-answered = ответ дан
choice-result-answered-in-part = ответ дан частично
choice-result-cannot-say = не можем сказать

choice-mode-air = по воздуху
choice-mode-road = по автодороге
choice-mode-rail = по железной дороге
choice-mode-sea = по морю

## Нейтральные тексты проверки линии
choice-neutral-T1 = Осенью река мелеет, и камни на берегу сухие.
choice-neutral-T2 = В гавани стоят четыре белые лодки, а пятая зелёная.
choice-neutral-T3 = Утром пекарь открывает лавку раньше, чем гаснут фонари.
choice-neutral-T4 = Старая яблоня за школой плодоносит раз в два года.
choice-neutral-T5 = Библиотека из девяти комнат хранит карты в самой маленькой.
choice-neutral-T6 = Ночью на холмах выпал снег, а долина осталась серой.
choice-neutral-T7 = Поезд останавливается на семи станциях, на третьей подают чай.
choice-neutral-T8 = Двое часов в одном доме редко бьют в одно мгновение.

## Определения подсчёта и единицы
quantity-test-number = порядковый номер проверки этой линии
quantity-ladder = ступень квитанции, от 2 до 6
quantity-degrees-true = градусы, истинный
quantity-knots = узлы
quantity-vehicles-moving = все движущиеся машины, включая сопровождение, без прицепов
quantity-persons-aboard = все едущие, включая водителей и сопровождение
quantity-persons-exchanged = лица, подлежащие передаче, без экипажа и сопровождения
datum-AMSL = над средним уровнем моря
datum-AGL = над поверхностью земли
datum-FL = эшелон, давление 1013,25 гПа

## Должности
role-DUTY-OFFICER = оперативный дежурный
role-WATCH-SUPERVISOR = начальник дежурной смены
role-AIR-OPERATIONS = управление авиацией
role-MARITIME-OPERATIONS = управление силами на море
role-GROUND-OPERATIONS = управление сухопутными силами
role-AIR-DEFENCE = противовоздушная оборона
role-LIAISON-OFFICER = офицер связи взаимодействия
role-SEARCH-AND-RESCUE = поиск и спасание
role-HUMANITARIAN-CELL = гуманитарная группа
role-CONVOY-LEADER = старший колонны
role-EXCHANGE-COORDINATOR = координатор обмена
role-COMMANDER = командующий
role-DUTY-DIPLOMAT = дежурный дипломат

## Профили
profile-core = основной: есть на каждой линии
