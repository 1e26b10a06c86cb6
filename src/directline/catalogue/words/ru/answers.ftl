### Ответы, причины, ошибки полей и служебные слова показанного сообщения.

## Ответы
answer-standby = STANDBY: ждите, мы ответим
answer-checking = CHECKING: выясняем
answer-wait = WAIT: пока не начинайте
answer-wilco = WILCO: выполним
answer-unable = UNABLE: выполнить не можем
answer-roger = ROGER: принято и понято
answer-affirm = AFFIRM: да
answer-negative = NEGATIVE: нет
answer-ours = OURS: это наше
answer-not-ours = NOT OURS: это не наше
answer-no-conflict = NO CONFLICT: принято, помех нет
answer-conflict = CONFLICT: принято, есть пересечение
answer-air-defence-told = AIR DEFENCE TOLD: названному подразделению сообщено
answer-accept = ACCEPT: принимаем как написано
answer-object = OBJECT: не принимаем
answer-noted = NOTED: приняли к сведению, не соглашаясь и не возражая
answer-hold = HOLD: не начинайте движения

## Причины отклонения
decline-not-competent = не в нашей компетенции
decline-other-channel = используйте другой канал
decline-cannot-say = не можем сказать
decline-not-clear = сообщение неясно
decline-not-now = не сейчас

## Ошибки полей
error-required = Поле не заполнено.
    .remedy = Заполните его или выберите «неизвестно».
error-required-known = Поле не заполнено.
    .remedy = Заполните его. Здесь не может быть «неизвестно».
error-unknown-not-here = Здесь не может быть «неизвестно».
    .remedy = Укажите, к чему относится это сообщение.
error-no-such-field = В форме нет поля «{ $name }».
    .remedy = Используйте имена полей формы.
error-one-of = Нужно хотя бы одно из полей: { $fields }.
    .remedy = Заполните одно из них или выберите «неизвестно».
error-choice = Такого варианта нет.
    .remedy = Выберите одно из: { $choices }.
error-number-form = Это не целое число.
    .remedy = Пишите только цифры.
error-number-range = Число вне пределов от { $low } до { $high }.
    .remedy = Напишите число от { $low } до { $high }.
error-instant-no-date = Времени без даты недостаточно.
    .remedy = Укажите дату и время по UTC: 2026-11-21T02:30Z или 210230ZNOV26.
error-instant-no-zone = Не указано, какое это время.
    .remedy = Укажите время по UTC с буквой Z в конце: 2026-11-21T22:30Z.
error-instant-offset = Это время не по UTC.
    .remedy = Переведите его в UTC и поставьте Z в конце: 2026-11-21T22:30Z.
error-instant-form = Это время не читается.
    .remedy = Укажите его по UTC: 2026-11-21T22:30Z или 212230ZNOV26.
error-instant-range = Дата вне пределов 2000–2099 годов.
    .remedy = Проверьте год.
error-date-impossible = Такой даты или такого времени нет.
    .remedy = Проверьте день, месяц, час и минуту.
error-date-form = Эта дата не читается.
    .remedy = Пишите год, месяц, день: 2026-11-21.
error-window-both = Нужны и начало, и конец.
    .remedy = Укажите оба времени по UTC.
error-window-order = Конец не позже начала.
    .remedy = Проверьте оба времени.
error-position-both = Нужны обе записи координат.
    .remedy = Укажите широту и долготу и то же место в MGRS, снятое с карты отдельно.
error-position-apart = Две записи расходятся на { $distance }.
    .remedy = Проверьте обе по карте. Допускается не более { $tolerance }.
error-position-form = Эти координаты не читаются.
    .remedy = Пишите 35 20.167 N 040 08.467 E или 35.3361 40.1411.
error-position-comma = Запятая внутри числа неоднозначна.
    .remedy = Пишите точку: 35.3361 40.1411.
error-position-hemisphere = Полушарие не указано однозначно.
    .remedy = Сначала широта с N или S, затем долгота с E или W.
error-position-minutes = Минуты и секунды должны быть меньше 60.
    .remedy = Проверьте цифры.
error-position-range = Такого места на Земле нет.
    .remedy = Широта не больше 90, долгота не больше 180.
error-mgrs-form = Это не запись MGRS.
    .remedy = Пишите зону, квадрат и чётное число цифр: 37S FV 03713 10835.
error-mgrs-coarse = Запись MGRS слишком грубая.
    .remedy = Укажите не менее трёх цифр по каждой оси.
error-mgrs-square = Такого квадрата MGRS нет.
    .remedy = Проверьте зону, пояс и две буквы квадрата.
error-accuracy = Точность должна быть числом метров от 1 до { $most }.
    .remedy = Пишите метры цифрами или оставьте пустым.
error-radius = Радиус не читается.
    .remedy = Число до 2000, не более трёх знаков после точки; выберите km или nm.
error-area-count = Району нужно от 3 до { $most } точек.
    .remedy = Пишите по одной точке в строке.
error-area-repeat = Одна точка указана дважды.
    .remedy = Уберите одну из них.
error-area-crosses = Граница пересекает сама себя.
    .remedy = Расположите точки по порядку вокруг района.
error-route-count = Маршруту или району нужно от 2 до { $most } точек.
    .remedy = Пишите по одной точке в строке.
error-route-order = Время на маршруте идёт назад.
    .remedy = Расположите точки и времена по порядку.
error-altitude-datum = Единица и начало отсчёта не сочетаются или чего-то не хватает.
    .remedy = ft или m с AMSL или AGL; FL с FL.
error-altitude-order = Высоты переставлены или вне пределов.
    .remedy = Сначала нижняя; не более { $most }.
error-text-character = Знак { $character } передавать нельзя.
    .remedy = Уберите его. Скрытые и меняющие направление знаки не принимаются.
error-text-long = В тексте { $length } знаков; допускается { $most }.
    .remedy = Сократите его.
error-language = Это не обозначение языка.
    .remedy = Пишите, например, en, ru, uk, ar, zh или fr.
error-code = Это не короткий код.
    .remedy = Не более { $most } латинских букв, цифр и знаков . / : + ( ) -
error-role = Только должность: имя или фамилия здесь не принимается.
    .remedy = Выберите одно из: { $roles }.
error-reference-form = Это не номер сообщения.
    .remedy = Пишите сторону и номер: ALPHA 12 или ALPHA 2/12.
error-reference-party = «{ $party }» не является стороной этой линии.
    .remedy = Пишите имя стороны так, как в хартии.
error-changes-form = Не указано, какая форма исправляется.
    .remedy = Укажите код исходной формы.
error-changes-none = Исправление меняет от 1 до { $most } полей.
    .remedy = Пишите поле = новое значение, по одному в строке.
error-not-typed = Это поле заполняет станция.
    .remedy = Не заполняйте его.
error-never = Это поле не сочетается с тем, что выбрано выше.
    .remedy = Оставьте его пустым или выберите другое.
error-order = Это не позже предыдущего времени в форме.
    .remedy = Проверьте оба значения.
error-as-many = Число не соответствует списку: в нём { $count }.
    .remedy = Исправьте число или список.
error-pair = Это не относится к выбранному: к нему относится { $wanted }.
    .remedy = Оставьте поле пустым: его заполнит станция.
error-codes = Это не список кодов.
    .remedy = Напишите от 1 до { $most } разных кодов, по одному в строке: не более 24 латинских букв, цифр и знаков . / : + ( ) -

## Повтор
read-back-missing = Не введено.
read-back-differs = Не совпадает.
read-back-apart = Расхождение { $distance }.

## Служебные слова
shown-unknown-form = Формы нет в нашем каталоге
shown-field-number = Поле { $number }
shown-not-legal = недопустимое значение этого поля, показано как пришло
shown-not-reviewed = Перевод не проверен.
shown-design-language = Составлено на английском, рабочем языке разработки; не проверено.
shown-author-language = Написано на языке «{ $language }»; подлинно только на нём.
shown-removed = оставлено пустым
shown-local = местное { $time }
shown-lasts = длительность { $time }
shown-radius = радиус { $radius }
shown-m = { $n } м
shown-km = { $n } км
shown-nm = { $n } мор. миль
shown-days = { $n } сут
shown-near = { $distance }, направление { $way } от места: { $place }
shown-points = { $count ->
    [one] { $shown } точка
    [few] { $shown } точки
   *[many] { $shown } точек
}
compass-N = север
compass-NE = северо-восток
compass-E = восток
compass-SE = юго-восток
compass-S = юг
compass-SW = юго-запад
compass-W = запад
compass-NW = северо-запад

# Forms of address: agreed, and looked for in free text (an officer reviews them). Between bars.
address-agreed = Ваше Превосходительство | господин | госпожа
address-looked-for = товарищ | товарищи | уважаемый | уважаемая | друг | брат
