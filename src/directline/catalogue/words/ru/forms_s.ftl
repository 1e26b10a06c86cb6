### Слова форм о стратегических делах и пусках, кроме первых.

## Названия
form-S2 = Пуск ракеты за пределы нашей территории, в вашу сторону
form-S3 = Планируемый пуск баллистической ракеты или ракеты-носителя
form-S4 = Лётное испытание баллистической ракеты
form-S5 = Произведённый пуск
form-S6 = Стратегическое учение с тяжёлыми бомбардировщиками
form-S7 = Ядерный инцидент
form-S8 = Неопознанные объекты или помехи системам предупреждения
form-S9 = Разъяснение ядерного события
form-S10 = Стратегические вооружения: изменение данных
form-S11 = Стратегические вооружения: данные за полугодие
form-S12 = Стратегические вооружения: перемещение или визит бомбардировщика
form-S13 = Стратегические вооружения: переоборудование или ликвидация
form-S14 = Стратегические вооружения: вопрос о телеметрии
form-S15 = Стратегические вооружения: прибытие инспекторов
form-S16 = Стратегические вооружения: план полёта инспекторов
form-S17 = Объект, на который нельзя нападать

## Поля
field-beyond_territory = За пределы своей территории
    .help = Выходит ли полёт за пределы территории пускающей стороны.
field-direction = Направление полёта
    .help = Истинное, в градусах от места пуска, от 0 до 359.
field-vehicle_class = Класс
    .help = Баллистическая ракета или ракета-носитель.
field-missile_type = Тип
    .help = Тип или класс ракеты, насколько он объявлен.
field-notam = NOTAM
    .help = Номер извещения для авиации.
field-navarea = NAVAREA
    .help = Номер предупреждения для судов.
field-distances_kept = Согласованные расстояния соблюдены
    .help = Верно ли, что место пуска, трасса и район падения не ближе к границе, чем согласовано.
field-notice_ref = Уведомление
    .help = Уведомление об этом пуске: ALPHA 12.
field-launch_time = Произведён в
    .help = Когда произведён пуск, по UTC.
field-launch_site = Место пуска
    .help = Название объекта, полигона или акватории.
field-azimuth = Азимут
    .help = Истинный, в градусах при пуске, от 0 до 359.
field-exercise_date = Начало
    .help = Дата по UTC: 2026-11-21.
field-bombers = Тяжёлые бомбардировщики
    .help = Участвуют ли тяжёлые бомбардировщики.
field-incident_kind = Характер
    .help = Что известно о том, как это произошло.
field-detonation = Возможен взрыв
    .help = Мог ли взорваться или может ли ещё взорваться ядерный боеприпас.
field-harmless_steps = Принимаемые меры
    .help = Что делается, чтобы его обезвредить.
field-warning_event = Что произошло
    .help = Системой предупреждения замечены объекты, или ей самой созданы помехи.
field-sensor = Средство обнаружения
    .help = Вид средства или канала, от которого это известно.
field-bearing = Середина сектора
    .help = Истинный пеленг от средства обнаружения, в градусах, от 0 до 359.
field-objects = Объекты
    .help = Сколько объектов обнаружено.
field-confidence = Достоверность
    .help = Насколько мы уверены, что сообщение верно.
field-interference = Признаки помех
    .help = Есть ли признаки помех средствам обнаружения или их связи.
field-explain = Запрос или предложение
    .help = Вы просите разъяснения или даёте его.
field-explanation = Текст
    .help = Что спрашивается или разъясняется. Только факты.
field-item_kind = Вид средства
    .help = Вид средства, как его засчитывает договор.
field-facility = Объект
    .help = Его название, как в переданных данных.
field-count_before = Количество до
    .help = Сколько было на объекте до изменения.
field-count_after = Количество после
    .help = Сколько на объекте после изменения.
field-change_cause = Причина изменения
    .help = Из-за чего изменилось количество.
field-event_date = Дата события
    .help = День события по UTC: 2026-11-21.
field-period_end = Конец периода
    .help = Последний день полугодия по UTC: 2026-08-31.
field-deployed = Развёрнутые ракеты и бомбардировщики
    .help = Сумма на последний день периода.
field-warheads = Боезаряды
    .help = Сумма на последний день периода.
field-launchers = Пусковые установки
    .help = Сумма на последний день периода.
field-table_digest = Контрольная сумма таблицы
    .help = SHA-256 полной таблицы, которая передаётся отдельным файлом.
field-movement_kind = Вид перемещения
    .help = Перемещение средства или визит бомбардировщика.
field-item_id = Опознавательный знак
    .help = Уникальный опознавательный знак средства.
field-from_facility = Откуда
    .help = Объект, который оно покидает.
field-to_facility = Куда
    .help = Объект, на который оно прибывает.
field-exit_date = Убытие
    .help = Дата убытия по UTC: 2026-11-21.
field-arrival_date = Прибытие
    .help = Дата прибытия по UTC: 2026-11-21.
field-stage = Начало или окончание
    .help = О чём уведомляет это сообщение.
field-work_kind = Работы
    .help = Переоборудование или ликвидация.
field-item_ids = Опознавательные знаки
    .help = Уникальные опознавательные знаки через пробел.
field-method = Способ
    .help = Как средства переоборудуются или ликвидируются.
field-begin_date = Дата начала
    .help = Для начала: дата по UTC, 2026-11-21.
field-end_date = Дата окончания
    .help = Для окончания: дата по UTC, 2026-11-21.
field-flight = Пуск
    .help = Обозначение пуска, о телеметрии которого идёт речь.
field-received_date = Получено
    .help = Когда переданы записи, по UTC: 2026-11-21.
field-defect = Недостаток
    .help = Что не так с записями.
field-details = Подробности
    .help = Чего именно не хватает или что неясно.
field-inspection_kind = Вид инспекции
    .help = Как он назван в договоре.
field-point_of_entry = Пункт въезда
    .help = Где инспекторы въезжают в страну.
field-arrival_at = Время прибытия
    .help = Ожидаемое время прибытия в пункт въезда, по UTC.
field-inspectors = Инспекторы
    .help = Сколько прибывает инспекторов.
field-inspectors_list = Список инспекторов
    .help = Номер согласованного списка с фамилиями. Фамилий здесь не пишите.
field-departure = Вылет
    .help = Планируемое время вылета, по UTC.
field-registration = Бортовой номер
    .help = Регистрационный знак воздушного судна.
field-clearance = Номер разрешения
    .help = Постоянный номер разрешения на этот год.
field-flight_plan = План полёта
    .help = Как подан, по форме ИКАО.
field-list_year = Год списка
    .help = Календарный год, на который составлен список.
field-list_place = Номер в списке
    .help = Каждый объект передаётся отдельным сообщением.
field-list_total = Всего объектов в списке
    .help = Сколько сообщений составляют весь список.
field-protected_facility = Объект
    .help = Его название, как у нас принято.

## Варианты
choice-vehicle_class-ballistic-missile = баллистическая ракета
choice-vehicle_class-space-launch-vehicle = космическая ракета-носитель

choice-incident_kind-accidental = случайный
choice-incident_kind-unauthorised = несанкционированный
choice-incident_kind-unexplained = необъяснённый

choice-harmless_steps-none-yet = пока никаких
choice-harmless_steps-tracking = отслеживается
choice-harmless_steps-disabling = приводится в нерабочее состояние
choice-harmless_steps-destroying = уничтожается
choice-harmless_steps-recovering = ведутся работы по подъёму и вывозу
choice-harmless_steps-evacuating = район эвакуируется
choice-harmless_steps-other = другое

choice-warning_event-unidentified-objects = обнаружены неопознанные объекты
choice-warning_event-warning-system-interference = помехи системе предупреждения
choice-warning_event-communications-interference = помехи её связи

choice-sensor-radar = радиолокатор
choice-sensor-infrared-satellite = спутник с инфракрасным датчиком
choice-sensor-optical = оптическое средство
choice-sensor-acoustic = акустическое или сейсмическое средство
choice-sensor-communications = канал связи
choice-sensor-other = другое

choice-confidence-low = низкая
choice-confidence-medium = средняя
choice-confidence-high = высокая

choice-explain-request = просим разъяснения
choice-explain-offer = даём разъяснение

choice-item_kind-icbm = МБР
choice-item_kind-icbm-launcher = пусковая установка МБР
choice-item_kind-slbm = БРПЛ
choice-item_kind-slbm-launcher = пусковая установка БРПЛ
choice-item_kind-heavy-bomber = тяжёлый бомбардировщик

choice-change_cause-loss = утрата
choice-change_cause-disablement = выведение из строя
choice-change_cause-display = помещение в стационарную экспозицию
choice-change_cause-conversion = переоборудование
choice-change_cause-other = другое

choice-movement_kind-movement = перемещение средства
choice-movement_kind-bomber-visit = визит бомбардировщика

choice-stage-start = начало
choice-stage-end = окончание

choice-work_kind-conversion = переоборудование
choice-work_kind-elimination = ликвидация

choice-defect-missing = записи отсутствуют
choice-defect-incomplete = неполные
choice-defect-not-readable = не читаются
choice-defect-cannot-be-played = не воспроизводятся
choice-defect-description-missing = нет описания
choice-defect-other = другое

choice-inspection_kind-type-one = первого типа
choice-inspection_kind-type-two = второго типа
choice-inspection_kind-exhibition = показ
choice-inspection_kind-other = другое

## Определения подсчёта и единицы
quantity-objects-detected = отдельные трассы, которые сопровождало средство обнаружения
quantity-items-at-facility = средства этого вида на этом объекте
quantity-deployed-delivery = развёрнутые МБР, развёрнутые БРПЛ и развёрнутые тяжёлые бомбардировщики
quantity-warheads-counted = как их засчитывает договор
quantity-launchers-counted = развёрнутые и неразвёрнутые пусковые установки и тяжёлые бомбардировщики
quantity-inspectors-coming = инспекторы, без экипажа воздушного судна
quantity-calendar-year = календарный год
quantity-place-in-list = место в списке, с 1
quantity-facilities-in-list = объекты в списке этого года

## Профили
profile-accident-measures = меры против случайностей: пуски в сторону другой стороны, разъяснения ядерных событий
profile-launch-data = данные о пусках: доклады о произведённых пусках
profile-south-asia = Южная Азия: лётные испытания, учения, полёты у границы и защищённые объекты
profile-strategic-arms = стратегические вооружения: данные, перемещения и инспекции по утратившему силу договору
