### Встречи и инциденты: слова этих форм.

## Названия
form-I2 = Кодовая фраза: просим передать кораблю или самолёту
form-I3 = Вход на вашу территорию: это наше
form-I6 = Помехи нашим сетям управления
form-I7 = Опасное сближение: наш доклад
form-I8 = Инцидент: столкновение, потеря или повреждение
form-I9 = Бедствие: жизни в опасности, просим помощи
form-I10 = Люди или судно в дрейфе или за линией
form-I11 = Район подъёма: обломки или упавший аппарат
form-I12 = Гражданское воздушное судно в опасности: просим предупредить

## Ответы
answer-transmitted = TRANSMITTED: передано на этой частоте, когда — в примечании, иначе сейчас
answer-not-transmitted = NOT TRANSMITTED: не передано
answer-answered = ANSWERED: передано, требуемый ответ получен
answer-proceed = PROCEED: действуйте, как намерены
answer-leave = LEAVE: уходите кратчайшим безопасным путём
answer-stay = STAY: оставайтесь на месте и ждите

## Профили
profile-recovery = подъём обломков

## Поля
field-phrase = Передать фразу
    .help = Код передаётся, как написан. Прочитан в одном печатном экземпляре приложения, с официальным не сверен.
field-phrase_number = Число n фразы
    .help = Только для фраз с n.
field-phrase_direction = Направление b фразы
    .help = Только для фраз с b. Истинное, в градусах, от 0 до 359.
field-response = Требуемый ответ
    .help = Следует из фразы. Оставьте пустым: поле заполнит станция.
field-our_unit = Со стороны отправителя
    .help = Вид, количество и опознавание, насколько сообщается.
field-station_called = Вызываемый позывной
    .help = Вызываемый корабль или самолёт: позывной, название или бортовой номер.
field-frequency = Частота
    .help = С единицей: 156.8 MHz.
field-checked = Состояние таблицы кодов
    .help = Сверен ли код с официальным приложением.
field-entry_cause = Как это произошло
    .help = Что привело туда.
field-entry_plan = Что будет делать
    .help = Что оно сделает дальше, если вы не скажете иного.
field-help_wanted = Нужна помощь
    .help = Что помогло бы больше всего.
field-disturbed = Чему создаются помехи
    .help = Вид сети.
field-band = Диапазон или частота
    .help = С единицей, насколько сообщаете: 225-400 MHz.
field-ended_at = Закончилось в
    .help = По UTC. Оставьте пустым, пока продолжается.
field-disturbance = Действие
    .help = Как это сказывается на сети.
field-happened_at = Время
    .help = Когда произошло, по UTC: 2026-11-21T22:30Z или 212230ZNOV26.
field-their_unit = Со стороны получателя, как замечено
    .help = Вид, количество и опознавание, насколько известно.
field-closest = Наименьшее расстояние
    .help = Между двумя, по горизонтали.
field-height_apart = Разность высот
    .help = При наименьшем расстоянии. Для летательных аппаратов.
field-behaviour = Что было сделано
    .help = Что видели, а не почему.
field-behaviour_also = Сделано также
    .help = Второе действие, если было.
field-evidence = Хеш доказательств
    .help = SHA-256 записи, которую хранит ваша сторона, 64 знака. Сама запись не отправляется.
field-incident = Вид инцидента
    .help = Главное, что произошло.
field-dead = Погибло
    .help = С вашей стороны, насколько известно.
field-injured = Ранено
    .help = С вашей стороны, насколько известно.
field-missing = Пропало без вести
    .help = С вашей стороны, насколько известно.
field-goes_on = Опасность сохраняется
    .help = Продолжается ли опасность или спасение.
field-account = Изложение отправителя
    .help = Что произошло, по порядку. Только факты: без догадок о причинах.
field-distress = Вид бедствия
    .help = Что с ними случилось.
field-craft = Судно или аппарат
    .help = Вид, количество и опознавание, насколько известно.
field-persons_in_distress = Людей в опасности
    .help = Сколько нуждается в спасении.
field-own_help = Наши спасатели
    .help = Идёт ли помощь вашей стороны.
field-help_asked = О чём просим
    .help = То, что нужнее всего.
field-access_window = Просим доступ: начало, конец
    .help = Когда войдут те, кто помогает, по UTC.
field-access_area = Просим доступ: район
    .help = Три точки или больше по порядку, по одной в строке.
field-coordinator = Для связи
    .help = Должность и как связаться: телефон или частота.
field-found = Кто
    .help = О ком речь. Без имён.
field-crossing = В какую сторону
    .help = Чьи это люди и где они сейчас.
field-persons_found = Людей
    .help = Сколько.
field-condition = Состояние
    .help = Самое тяжёлое из известного.
field-wish = Их желание
    .help = Что они говорят сами. Эта форма никого не возвращает.
field-return_way = Предлагаемое возвращение
    .help = Как могли бы вернуться желающие.
field-return_place = Место возвращения
    .help = В обеих записях.
field-return_window = Возвращение: начало, конец
    .help = Начало и конец по UTC.
field-recovered = Что поднимают
    .help = Что ищут или поднимают.
field-recovery_work = Работы
    .help = Что там делают.
field-dangerous_load = Опасный груз
    .help = Есть ли внутри взрывчатка, топливо или яд.
field-keep_clear = Других просят не входить
    .help = Это просьба. Район не закрывается.
field-civil_flight = Позывной рейса
    .help = Позывной или регистрация; иначе код ответчика.
field-air_danger = Опасность
    .help = Что угрожает рейсу.
field-transmit = Слова для передачи
    .help = Английские слова передаются, как написаны, после позывного.
field-new_course = Курс, который взять
    .help = Истинный, в градусах, от 0 до 359.
field-new_level = Высота, которую занять
    .help = Нижняя и верхняя граница, с единицей и началом отсчёта.
field-new_frequency = Частота, на которую перейти
    .help = С единицей: 121.5 MHz.
field-own_measure = Что сделали мы
    .help = Что ваша сторона уже сделала.

## Варианты
choice-phrase-IR1 = YV1 IR1: океанографические работы
choice-phrase-IR2 = YV1 IR2 (n): буксирую исследовательскую аппаратуру в n метрах за кормой
choice-phrase-IR3 = YV1 IR3: поднимаю аппаратуру
choice-phrase-IR4 = YV1 IR4: судоподъёмные работы
choice-phrase-JH1 = YV1 JH1: снимаю с мели судно
choice-phrase-MH1 = YV1 MH1: не пересекайте мой курс по носу
choice-phrase-NB1 = YV1 NB1 (b): в направлении b небуксируемая аппаратура
choice-phrase-PJ1 = YV1 PJ1: не могу повернуть вправо
choice-phrase-PJ2 = YV1 PJ2: не могу повернуть влево
choice-phrase-PJ3 = YV1 PJ3: рулевое устройство неисправно
choice-phrase-PP8 = YV1 PP8 (b): опасные действия, держитесь в стороне (направление b)
choice-phrase-QV2 = YV1 QV2: стою на якорях с носа и кормы, держитесь в стороне
choice-phrase-QV3 = YV1 QV3: стою на якоре на большой глубине, с аппаратурой
choice-phrase-RT2 = YV1 RT2: пройду по вашему левому борту
choice-phrase-RT3 = YV1 RT3: пройду по вашему правому борту
choice-phrase-RT4 = YV1 RT4: обгоню по вашему левому борту
choice-phrase-RT5 = YV1 RT5: обгоню по вашему правому борту
choice-phrase-RT6 = YV1 RT6 (b): маневрирую, держитесь в стороне (направление b)
choice-phrase-RT7 = YV1 RT7 (n): сближусь до n сотен метров по правому борту
choice-phrase-RT8 = YV1 RT8 (n): сближусь до n сотен метров по левому борту
choice-phrase-RT9 = YV1 RT9 (n): пройду за кормой в n сотнях метров

choice-response-understood = подтверждает, что понял
choice-response-keep-clear = подтверждает, что понял, и держится в стороне
choice-response-do-not-cross = подтверждает, что понял, и не пересекает курс по носу
choice-response-reads-back-and-does = повторяет слова и выполняет
choice-response-gives-call-sign = называет свой позывной

choice-checked-not-checked = с официальным приложением не сверено

choice-entry_cause-weather = погода
choice-entry_cause-damage = повреждение или отказ
choice-entry_cause-navigation-error = навигационная ошибка
choice-entry_cause-navigation-interference = помехи навигации извне
choice-entry_cause-medical = больной или раненый на борту
choice-entry_cause-distress = бедствие
choice-entry_cause-control-lost = без экипажа, потеряно управление
choice-entry_cause-other = другое

choice-entry_plan-leave-now = уходит кратчайшим путём
choice-entry_plan-land = садится в ближайшем безопасном месте
choice-entry_plan-stop-there = остаётся на месте
choice-entry_plan-await-instructions = ждёт ваших указаний
choice-entry_plan-cannot-steer = не управляется

choice-help_wanted-none = не нужна
choice-help_wanted-way-out = безопасный путь обратно
choice-help_wanted-landing-place = место посадки
choice-help_wanted-harbour = порт или якорная стоянка
choice-help_wanted-medical = медицинская помощь
choice-help_wanted-tow = буксир
choice-help_wanted-search-and-rescue = поиск и спасание
choice-help_wanted-fuel = топливо

choice-disturbed-radio = радиосвязь
choice-disturbed-data-link = линия передачи данных
choice-disturbed-radar = радиолокация
choice-disturbed-satellite-navigation = спутниковая навигация
choice-disturbed-satellite-link = спутниковая связь
choice-disturbed-early-warning = раннее предупреждение
choice-disturbed-other = другое

choice-disturbance-lost = потеряно полностью
choice-disturbance-degraded = ухудшено
choice-disturbance-false-data = показывает то, чего нет
choice-disturbance-on-and-off = прерывается

choice-behaviour-too-close = подошёл слишком близко
choice-behaviour-crossed-ahead = пересёк курс по носу
choice-behaviour-flew-over = прошёл низко сверху
choice-behaviour-followed-closely = близко следовал
choice-behaviour-aimed = навёл оружие
choice-behaviour-fire-control-radar = облучил РЛС управления огнём
choice-behaviour-laser = облучил лазером
choice-behaviour-dropped-objects = сбросил предметы или ловушки
choice-behaviour-jamming = ставил помехи
choice-behaviour-blocked-way = перекрыл путь
choice-behaviour-no-lights = шёл без огней
choice-behaviour-no-radio-answer = не отвечал по радио
choice-behaviour-other = другое

choice-incident-collision = столкновение
choice-incident-aircraft-lost = потеря летательного аппарата
choice-incident-vessel-lost = потеря корабля или судна
choice-incident-damage = повреждение
choice-incident-shots-fired = стрельба
choice-incident-persons-hurt = пострадали люди
choice-incident-weapon-found = найдено оружие или его часть
choice-incident-mine = мина
choice-incident-other = другое

choice-distress-sinking = тонет
choice-distress-fire = пожар
choice-distress-collision = столкновение
choice-distress-aground = на мели
choice-distress-adrift = в дрейфе
choice-distress-aircraft-down = упал летательный аппарат
choice-distress-aircrew-ejected = экипаж катапультировался
choice-distress-overboard = люди в воде
choice-distress-medical = нужна срочная медицинская помощь
choice-distress-other = другое

choice-own_help-none = нет
choice-own_help-on-the-way = в пути
choice-own_help-on-the-spot = на месте

choice-help_asked-search-and-rescue = поиск и спасание вашими силами
choice-help_asked-let-our-rescuers-in = пропустите наших спасателей
choice-help_asked-medical = медицинская помощь
choice-help_asked-keep-clear = не мешайте спасению
choice-help_asked-information = что вы о них знаете

choice-found-on-foot = люди на суше
choice-found-small-boat = лодка
choice-found-fishing-vessel = рыболовное судно
choice-found-merchant-vessel = торговое судно
choice-found-aircrew = лётный экипаж
choice-found-in-the-water = люди в воде
choice-found-other = другое

choice-crossing-yours-with-us = ваши, сейчас у нас
choice-crossing-ours-with-you = наши, сейчас у вас или к вам

choice-condition-well = здоровы
choice-condition-need-doctor = некоторым нужен врач
choice-condition-urgent = есть угроза жизни
choice-condition-dead-among-them = есть умершие

choice-wish-want-to-return = хотят вернуться
choice-wish-do-not-want = не хотят возвращаться
choice-wish-differ = одни хотят, другие нет
choice-wish-not-asked = ещё не спрошены

choice-return_way-at-sea = в море
choice-return_way-at-crossing-point = на пункте пропуска
choice-return_way-by-air = по воздуху
choice-return_way-through-third-party = через третью сторону

choice-recovered-aircraft-wreck = обломки самолёта или вертолёта
choice-recovered-unmanned-aircraft = беспилотный летательный аппарат
choice-recovered-vessel-wreck = затонувшее судно
choice-recovered-weapon = оружие или его часть
choice-recovered-space-debris = обломки из космоса
choice-recovered-persons = пропавшие или останки

choice-recovery_work-search = поиск
choice-recovery_work-survey = обследование
choice-recovery_work-make-safe = обезвреживание на месте
choice-recovery_work-raise = подъём и вывоз

choice-air_danger-missile-firing = ракетные стрельбы
choice-air_danger-air-defence-ready = ПВО в готовности
choice-air_danger-gunnery = артиллерийские стрельбы
choice-air_danger-unmanned-aircraft = беспилотные летательные аппараты
choice-air_danger-military-aircraft = рядом военные самолёты
choice-air_danger-falling-debris = падающие обломки
choice-air_danger-rocket-launch = пуск ракеты-носителя
choice-air_danger-navigation-interference = помехи навигации
choice-air_danger-taken-for-military = может быть принят за военный
choice-air_danger-off-course = далеко от своего маршрута

choice-transmit-turn-away = TURN AWAY NOW, DANGER AHEAD (отверните сейчас, впереди опасно)
choice-transmit-steer-course = TURN TO COURSE ... TRUE (возьмите курс, указанный ниже)
choice-transmit-climb = CLIMB NOW TO ... (набирайте высоту, указанную ниже)
choice-transmit-descend = DESCEND NOW TO ... (снижайтесь до высоты, указанной ниже)
choice-transmit-leave-area = LEAVE THIS AREA BY THE SHORTEST WAY (покиньте район кратчайшим путём)
choice-transmit-change-frequency = CONTACT US ON ... (перейдите на частоту, указанную ниже)
choice-transmit-identify = SAY YOUR CALL SIGN (назовите свой позывной)

choice-own_measure-none = пока ничего
choice-own_measure-warned-by-us = предупредили сами
choice-own_measure-fire-held = наш огонь остановлен
choice-own_measure-own-aircraft-away = наши самолёты отведены
choice-own_measure-airspace-closed = наше воздушное пространство там закрыто

## Определения подсчёта и единицы
quantity-phrase-number = метры для IR2, сотни метров для RT7, RT8 и RT9
quantity-persons-own-side = лица сообщающей стороны, каждое считается один раз
quantity-persons-in-distress = все, кого надо спасать, включая экипаж
quantity-persons-found = все лица группы, включая умерших
