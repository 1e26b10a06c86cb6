### Слова форм о запланированной деятельности, кроме первых.

## Названия
form-A2 = Военное учение, предварительное уведомление
form-A3 = Внезапное учение без предупреждения войск
form-A4 = Учение вблизи границы
form-A5 = Полёт вблизи границы
form-A7 = Зона: объявление, изменение или отмена
form-A8 = Район особого внимания, предложение
form-A9 = Применение лазера
form-A10 = Движение на земле у линии соприкосновения
form-A11 = Опубликованный документ
form-A12 = Особая операция на море, поданный сигнал

## Поля
field-designation = Название учения
    .help = Как оно называется официально.
field-purpose = Цель
    .help = Что отрабатывается, в одной-двух фразах.
field-states = Участвующие государства
    .help = Двухбуквенные коды стран через пробел.
field-command_level = Уровень руководства
    .help = Высший уровень, который руководит учением.
field-troops = Личный состав
    .help = Наибольшая численность одновременно.
field-tanks = Танки
    .help = Наибольшее количество одновременно.
field-armoured_vehicles = Боевые бронированные машины
    .help = Наибольшее количество одновременно.
field-artillery = Артиллерия
    .help = Наибольшее количество одновременно.
field-helicopters = Вертолёты
    .help = Наибольшее количество одновременно.
field-sorties = Самолёто-вылеты
    .help = Сколько запланировано.
field-amphibious = Морской десант
    .help = Численность. 0, если его нет.
field-airborne = Воздушный и вертолётный десант
    .help = Численность. 0, если его нет.
field-sealed_until = Войскам не сообщать до
    .help = Когда об учении узнают войска, по UTC.
field-exercise_kind = Вид учения
    .help = Сухопутное, воздушное, морское или совместное.
field-formations = Соединения
    .help = Какие соединения участвуют, по уровню и количеству.
field-forces_shifted = Переброшенные силы
    .help = Силы, переброшенные для учения из других районов, и до какого времени.
field-flight_purpose = Цель полёта
    .help = Для чего выполняется полёт.
field-aircraft_type = Тип воздушного судна
    .help = Обозначение типа.
field-weapons_aboard = Оружие на борту
    .help = Есть ли на борту оружие.
field-zone = Зона
    .help = Её короткое имя, одно и то же во всех сообщениях о ней.
field-zone_action = Действие
    .help = Зона объявляется, изменяется или отменяется.
field-may_enter = Кому разрешён вход
    .help = Пока зона действует.
field-measures = Меры
    .help = Что все стороны делают или чего не делают в районе.
field-frequencies = Частоты
    .help = Для прямой связи в районе: 121.5 MHz.
field-wavelength = Вид излучения
    .help = Диапазон длин волн.
field-hazard_range = Опасное расстояние
    .help = На каком расстоянии опасно для глаз и приборов, в метрах.
field-moving = Что движется
    .help = Вид, количество и принадлежность, насколько сообщается.
field-marking = Обозначение
    .help = Как узнать машины с земли и с воздуха.
field-document_title = Название
    .help = Как напечатано, на языке документа.
field-document_kind = Вид документа
    .help = Какого рода этот документ.
field-document_date = Дата документа
    .help = Дата по UTC: 2026-11-21.
field-document_place = Где опубликован
    .help = Где можно прочитать документ: адрес или номер.
field-document_digest = Контрольная сумма
    .help = SHA-256 файла, чтобы все имели в виду один и тот же текст.
field-signal = Поданный сигнал
    .help = Как подан на месте. Значение — по вашей согласованной таблице.
field-operation = Операция
    .help = Простыми словами, что бы ни означал сигнал.
field-vessel = Корабль или воздушное судно
    .help = Позывной, бортовой номер или название.
field-signal_at = Время сигнала
    .help = Когда подан сигнал, по UTC.

## Варианты
choice-command_level-company = рота
choice-command_level-battalion = батальон
choice-command_level-brigade = бригада или полк
choice-command_level-division = дивизия
choice-command_level-corps = корпус
choice-command_level-army = армия или выше
choice-command_level-joint = объединённое командование
choice-command_level-other = другое

choice-exercise_kind-land = сухопутное
choice-exercise_kind-air = воздушное
choice-exercise_kind-naval = морское
choice-exercise_kind-joint = совместное

choice-flight_purpose-survey = съёмка местности
choice-flight_purpose-relief = доставка помощи
choice-flight_purpose-rescue = спасание
choice-flight_purpose-supply = снабжение постов
choice-flight_purpose-other = другое

choice-zone_action-declare = объявить
choice-zone_action-change = изменить
choice-zone_action-lift = отменить

choice-may_enter-nobody = никому
choice-may_enter-author-only = только автору этого сообщения
choice-may_enter-addressees-only = только тем, кому это адресовано
choice-may_enter-all-parties = всем сторонам
choice-may_enter-civil-only = только гражданскому движению
choice-may_enter-humanitarian-only = только гуманитарному движению

choice-wavelength-ultraviolet = ультрафиолетовое
choice-wavelength-visible = видимое
choice-wavelength-near-infrared = ближнее инфракрасное
choice-wavelength-infrared = среднее или дальнее инфракрасное
choice-wavelength-several = несколько диапазонов

choice-ground-infantry = пехота
choice-ground-vehicles = небронированные машины
choice-ground-armour = бронетехника
choice-ground-artillery = артиллерия
choice-ground-engineers = инженерное подразделение
choice-ground-supply = снабжение
choice-ground-medical = медицинская служба
choice-ground-mixed = смешанная колонна

choice-document_kind-strategy = стратегия
choice-document_kind-doctrine = доктрина
choice-document_kind-report = доклад
choice-document_kind-law = закон
choice-document_kind-budget = бюджет
choice-document_kind-other = другое

choice-operation-preparing-to-dive = подводная лодка готовится к погружению
choice-operation-submarine-surfacing = подводная лодка готовится к всплытию
choice-operation-launching-aircraft = взлёт авиации
choice-operation-recovering-aircraft = посадка авиации
choice-operation-helicopter-operations = полёты вертолётов
choice-operation-replenishment = пополнение запасов в море
choice-operation-other = другое

## Определения подсчёта и единицы
quantity-troops-taking-part = все участвующие военнослужащие, включая штабы и обеспечение
quantity-tanks-taking-part = участвующие боевые танки
quantity-armoured-vehicles-taking-part = участвующие боевые бронированные машины, без танков
quantity-artillery-taking-part = участвующие орудия, миномёты и реактивные системы калибра от 100 мм
quantity-helicopters-taking-part = участвующие вертолёты всех видов
quantity-sorties-planned = взлёты самолётов, без вертолётов
quantity-troops-landing = военнослужащие, высаживаемые с кораблей
quantity-troops-dropped = военнослужащие, высаживаемые с парашютом или с вертолётов
quantity-metres = метры

## Профили
profile-dangerous-activities = опасная деятельность: районы особого внимания, лазеры, помехи управлению
profile-policy-notices = документы о политике, с которыми другой стороне следует ознакомиться
profile-special-signals = особые сигналы: сигналы на море со значением простыми словами
