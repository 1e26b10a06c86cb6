### Смежные области: слова этих форм.

## Названия
form-X1 = Запрос о событии в компьютерных сетях
form-X2 = Авария на ядерном объекте
form-X3 = Опасный объект под угрозой
form-X4 = Космический объект: опасность

## Профили
profile-cyber = компьютерные сети
profile-nuclear-safety = ядерная безопасность и опасные объекты
profile-space = космические объекты

## Поля
field-system_class = Вид системы
    .help = Что затронуто.
field-cyber_effect = Последствие
    .help = Что замечено. Не кто и не почему.
field-indicators = Хеш признаков
    .help = SHA-256 технических данных, которые хранит ваша сторона, 64 знака.
field-cyber_request = О чём просим
    .help = «Ни о чём» надо выбрать, а не пропустить.
field-reply_wanted = Нужен ответ
    .help = Просите ли вы ответить к определённому времени.
field-reply_by = Просим ответить до
    .help = По UTC: 2026-11-21T22:30Z. Это просьба, не ультиматум.
field-will_do = Что сделаем мы
    .help = На своей стороне. «Ничего» надо выбрать, а не пропустить.
field-facility_name = Объект
    .help = Его обычное название.
field-facility_kind = Вид объекта
    .help = Что это.
field-accident_nature = Что произошло
    .help = Насколько известно сейчас.
field-accident_cause = Причина
    .help = Установлена или изучается. Без догадок.
field-release = Выброс радиоактивных веществ
    .help = Вышло ли что-либо за пределы объекта.
field-release_kind = Вид выброса
    .help = Что главным образом выброшено.
field-release_power = Количество
    .help = Степень десяти активности: 15, если около 10 в степени 15 беккерелей.
field-release_height = Высота выброса
    .help = Над землёй; эффективная высота, если известна.
field-wind_from = Ветер от
    .help = Истинное направление, в градусах, от 0 до 359.
field-wind_speed = Скорость ветра
    .help = Целые метры в секунду.
field-rain = Дождь или снег
    .help = Идёт ли там сейчас.
field-health_measures = Принятые меры
    .help = Что делается для людей вокруг.
field-forecast = Прогноз
    .help = На ближайшие часы, как ожидает ваша сторона.
field-next_report_at = Следующее сообщение в
    .help = Когда вы намерены сообщить снова, по UTC.
field-object_kind = Вид объекта
    .help = Что в опасности.
field-object_name = Объект
    .help = Его обычное название.
field-object_danger = Опасность
    .help = Что там происходит. Не кто и не почему.
field-object_request = О чём просим
    .help = То, что нужнее всего.
field-space_event = Что происходит
    .help = Чем опасен объект.
field-object_number = Объект
    .help = Международное обозначение или номер в каталоге.
field-second_object = Второй объект
    .help = При сближении: другой объект.
field-miss_distance = Расстояние прохождения
    .help = По расчёту, в целых метрах.
field-orbit_low = Нижняя точка орбиты
    .help = Над средней поверхностью Земли.
field-orbit_high = Верхняя точка орбиты
    .help = Над средней поверхностью Земли.
field-inclination = Наклонение
    .help = К экватору, в целых градусах.
field-space_request = О чём просим
    .help = То, что нужнее всего.

## Варианты
choice-system_class-power = электроснабжение
choice-system_class-water = водоснабжение
choice-system_class-health = здравоохранение
choice-system_class-finance = финансы
choice-system_class-transport = транспорт
choice-system_class-communications = связь
choice-system_class-government = государственное управление
choice-system_class-military = военные системы
choice-system_class-industry = управление производством
choice-system_class-space = космические системы
choice-system_class-other = другое

choice-cyber_effect-outage = отказ в работе
choice-cyber_effect-data-changed = данные изменены
choice-cyber_effect-data-lost = данные утрачены
choice-cyber_effect-intrusion = обнаружено проникновение
choice-cyber_effect-scanning = сканирование
choice-cyber_effect-false-alarms = ложные сигналы тревоги
choice-cyber_effect-other = другое

choice-cyber_request-none = ни о чём
choice-cyber_request-inform = сообщить, что вам известно
choice-cyber_request-stop = прекратить, если это идёт с вашей территории
choice-cyber_request-keep-traces = сохранить следы
choice-cyber_request-meet = встретиться экспертам

choice-reply_wanted-none = без определённого срока
choice-reply_wanted-by-instant = ко времени ниже

choice-will_do-none = ничего
choice-will_do-investigate = изучить на своей стороне
choice-will_do-keep-traces = сохранить следы
choice-will_do-share-indicators = передать технические данные
choice-will_do-isolate = отключить систему

choice-facility_kind-power-reactor = энергетический реактор
choice-facility_kind-research-reactor = исследовательский реактор
choice-facility_kind-ship-reactor = реактор корабля или подводной лодки
choice-facility_kind-fuel-works = предприятие ядерного топлива
choice-facility_kind-waste = хранилище радиоактивных отходов
choice-facility_kind-transport = перевозка
choice-facility_kind-source = радиоактивный источник
choice-facility_kind-satellite = спутник
choice-facility_kind-other = другое

choice-accident_nature-cooling-lost = потеря охлаждения
choice-accident_nature-power-lost = потеря электропитания
choice-accident_nature-fire-or-explosion = пожар или взрыв
choice-accident_nature-criticality = непреднамеренная цепная реакция
choice-accident_nature-damage-from-outside = повреждение извне
choice-accident_nature-leak = утечка
choice-accident_nature-source-lost = утерян источник
choice-accident_nature-other = другое

choice-accident_cause-technical = техническая
choice-accident_cause-human-error = ошибка человека
choice-accident_cause-natural-event = природное явление
choice-accident_cause-damage-from-outside = повреждение извне
choice-accident_cause-under-study = изучается

choice-release_kind-noble-gases = инертные газы
choice-release_kind-iodine = йод
choice-release_kind-aerosols = аэрозоли
choice-release_kind-liquid = жидкость
choice-release_kind-mixed = смесь

choice-health_measures-none = нет
choice-health_measures-sheltering = люди остаются в помещениях
choice-health_measures-iodine-tablets = йодные таблетки
choice-health_measures-evacuation = эвакуация
choice-health_measures-food-limits = ограничения на пищу и воду
choice-health_measures-several = несколько из этого

choice-forecast-ended = закончилось
choice-forecast-easing = ослабевает
choice-forecast-steady = без изменений
choice-forecast-worsening = усиливается

choice-object_kind-nuclear-plant = атомная электростанция
choice-object_kind-spent-fuel = хранилище отработавшего топлива
choice-object_kind-dam = плотина
choice-object_kind-chemical-plant = химический завод
choice-object_kind-power-station = электростанция
choice-object_kind-waterworks = водозабор или станция очистки
choice-object_kind-pipeline = трубопровод
choice-object_kind-cable = подводный кабель

choice-object_danger-fire-near = рядом ведётся обстрел
choice-object_danger-burning = горит
choice-object_danger-power-lost = потеря электропитания
choice-object_danger-cooling-lost = охлаждение потеряно или отказывает
choice-object_danger-flooding = вода прибывает или прорывается
choice-object_danger-structure-damaged = повреждены сооружения
choice-object_danger-mines = мины внутри или рядом
choice-object_danger-staff-cannot-work = персонал не может работать безопасно

choice-object_request-stop-fire-near = прекратить огонь рядом
choice-object_request-keep-clear = держаться в стороне
choice-object_request-let-repair-in = пропустить ремонтников
choice-object_request-restore-supply = восстановить подачу энергии или воды
choice-object_request-let-staff-change = дать персоналу смениться
choice-object_request-let-inspectors-in = пропустить инспекторов
choice-object_request-information = сообщить, что вам известно

choice-space_event-close-approach = опасное сближение
choice-space_event-re-entry = вход в атмосферу
choice-space_event-break-up = разрушение
choice-space_event-control-lost = потеря управления
choice-space_event-manoeuvre = запланирован манёвр

choice-space_request-none = ни о чём
choice-space_request-data = данные об орбите
choice-space_request-hold-manoeuvre = отложить ваш манёвр
choice-space_request-agree-manoeuvre = договориться, кто маневрирует
choice-space_request-talks = переговоры экспертов

## Определения подсчёта и единицы
quantity-becquerel-power = степень десяти беккерелей
quantity-metres-a-second = метры в секунду
quantity-kilometres = километры
quantity-degrees = градусы
