### Відповіді, причини, помилки полів і службові слова показаного повідомлення.

## Відповіді
answer-standby = STANDBY: чекайте, ми відповімо
answer-checking = CHECKING: з'ясовуємо
answer-wait = WAIT: поки не починайте
answer-wilco = WILCO: виконаємо
answer-unable = UNABLE: виконати не можемо
answer-roger = ROGER: прийнято й зрозуміло
answer-affirm = AFFIRM: так
answer-negative = NEGATIVE: ні
answer-ours = OURS: це наше
answer-not-ours = NOT OURS: це не наше
answer-no-conflict = NO CONFLICT: прийнято, перешкод немає
answer-conflict = CONFLICT: прийнято, є перетин
answer-air-defence-told = AIR DEFENCE TOLD: названому підрозділу повідомлено
answer-accept = ACCEPT: приймаємо, як написано
answer-object = OBJECT: не приймаємо
answer-noted = NOTED: взяли до відома, не погоджуючись і не заперечуючи
answer-hold = HOLD: не починайте руху

## Причини відхилення
decline-not-competent = не в нашій компетенції
decline-other-channel = скористайтеся іншим каналом
decline-cannot-say = не можемо сказати
decline-not-clear = повідомлення незрозуміле
decline-not-now = не зараз

## Помилки полів
error-required = Поле не заповнено.
    .remedy = Заповніть його або виберіть «невідомо».
error-required-known = Поле не заповнено.
    .remedy = Заповніть його. Тут не може бути «невідомо».
error-unknown-not-here = Тут не може бути «невідомо».
    .remedy = Укажіть, чого стосується це повідомлення.
error-no-such-field = У формі немає поля «{ $name }».
    .remedy = Використовуйте імена полів форми.
error-one-of = Потрібне принаймні одне з полів: { $fields }.
    .remedy = Заповніть одне з них або виберіть «невідомо».
error-choice = Такого варіанта немає.
    .remedy = Виберіть одне з: { $choices }.
error-number-form = Це не ціле число.
    .remedy = Пишіть лише цифри.
error-number-range = Число поза межами від { $low } до { $high }.
    .remedy = Напишіть число від { $low } до { $high }.
error-instant-no-date = Часу без дати недостатньо.
    .remedy = Укажіть дату й час за UTC: 2026-11-21T02:30Z або 210230ZNOV26.
error-instant-no-zone = Не вказано, який це час.
    .remedy = Укажіть час за UTC з літерою Z наприкінці: 2026-11-21T22:30Z.
error-instant-offset = Це час не за UTC.
    .remedy = Переведіть його в UTC і поставте Z наприкінці: 2026-11-21T22:30Z.
error-instant-form = Цей час не читається.
    .remedy = Укажіть його за UTC: 2026-11-21T22:30Z або 212230ZNOV26.
error-instant-range = Дата поза межами 2000–2099 років.
    .remedy = Перевірте рік.
error-date-impossible = Такої дати або такого часу немає.
    .remedy = Перевірте день, місяць, годину й хвилину.
error-date-form = Ця дата не читається.
    .remedy = Пишіть рік, місяць, день: 2026-11-21.
error-window-both = Потрібні і початок, і кінець.
    .remedy = Укажіть обидва часи за UTC.
error-window-order = Кінець не пізніший за початок.
    .remedy = Перевірте обидва часи.
error-position-both = Потрібні обидва записи координат.
    .remedy = Укажіть широту й довготу та те саме місце в MGRS, зняте з карти окремо.
error-position-apart = Два записи розходяться на { $distance }.
    .remedy = Перевірте обидва за картою. Дозволено не більше ніж { $tolerance }.
error-position-form = Ці координати не читаються.
    .remedy = Пишіть 35 20.167 N 040 08.467 E або 35.3361 40.1411.
error-position-comma = Кома всередині числа неоднозначна.
    .remedy = Пишіть крапку: 35.3361 40.1411.
error-position-hemisphere = Півкулю вказано неоднозначно.
    .remedy = Спочатку широта з N або S, потім довгота з E або W.
error-position-minutes = Мінути і секунди мають бути менші за 60.
    .remedy = Перевірте цифри.
error-position-range = Такого місця на Землі немає.
    .remedy = Широта не більша за 90, довгота не більша за 180.
error-mgrs-form = Це не запис MGRS.
    .remedy = Пишіть зону, квадрат і парну кількість цифр: 37S FV 03713 10835.
error-mgrs-coarse = Запис MGRS надто грубий.
    .remedy = Укажіть щонайменше три цифри за кожною віссю.
error-mgrs-square = Такого квадрата MGRS немає.
    .remedy = Перевірте зону, пояс і дві літери квадрата.
error-accuracy = Точність має бути числом метрів від 1 до { $most }.
    .remedy = Пишіть метри цифрами або залиште порожнім.
error-radius = Радіус не читається.
    .remedy = Число до 2000, не більше трьох знаків після крапки; виберіть km або nm.
error-area-count = Району потрібно від 3 до { $most } точок.
    .remedy = Пишіть по одній точці в рядку.
error-area-repeat = Одну точку вказано двічі.
    .remedy = Приберіть одну з них.
error-area-crosses = Межа перетинає саму себе.
    .remedy = Розташуйте точки по порядку навколо району.
error-route-count = Маршруту або району потрібно від 2 до { $most } точок.
    .remedy = Пишіть по одній точці в рядку.
error-route-order = Час на маршруті йде назад.
    .remedy = Розташуйте точки й часи по порядку.
error-altitude-datum = Одиниця й початок відліку не поєднуються, або чогось бракує.
    .remedy = ft або m з AMSL або AGL; FL з FL.
error-altitude-order = Висоти переставлено або вони поза межами.
    .remedy = Спочатку нижня; не більше ніж { $most }.
error-text-character = Знак { $character } передавати не можна.
    .remedy = Приберіть його. Приховані знаки та знаки, що змінюють напрямок, не приймаються.
error-text-long = У тексті { $length } знаків; дозволено { $most }.
    .remedy = Скоротіть його.
error-language = Це не позначення мови.
    .remedy = Пишіть, наприклад, en, ru, uk, ar, zh або fr.
error-code = Це не короткий код.
    .remedy = Не більше ніж { $most } латинських літер, цифр і знаків . / : + ( ) -
error-role = Лише посада: ім'я або прізвище тут не приймається.
    .remedy = Виберіть одне з: { $roles }.
error-reference-form = Це не номер повідомлення.
    .remedy = Пишіть сторону й номер: ALPHA 12 або ALPHA 2/12.
error-reference-party = «{ $party }» не є стороною цієї лінії.
    .remedy = Пишіть ім'я сторони так, як у хартії.
error-changes-form = Не вказано, яку форму виправляють.
    .remedy = Укажіть код початкової форми.
error-changes-none = Виправлення змінює від 1 до { $most } полів.
    .remedy = Пишіть поле = нове значення, по одному в рядку.
error-not-typed = Це поле заповнює станція.
    .remedy = Не заповнюйте його.
error-never = Це поле не поєднується з тим, що вибрано вище.
    .remedy = Залиште його порожнім або виберіть інше.
error-order = Це не пізніше від попереднього часу у формі.
    .remedy = Перевірте обидва значення.
error-as-many = Число не відповідає списку: у ньому { $count }.
    .remedy = Виправте число або список.
error-pair = Це не стосується вибраного: його стосується { $wanted }.
    .remedy = Залиште поле порожнім: його заповнить станція.
error-codes = Це не список кодів.
    .remedy = Напишіть від 1 до { $most } різних кодів, по одному в рядку: не більше 24 латинських літер, цифр і знаків . / : + ( ) -

## Повтор
read-back-missing = Не введено.
read-back-differs = Не збігається.
read-back-apart = Розходження { $distance }.

## Службові слова
shown-unknown-form = Форми немає в нашому каталозі
shown-field-number = Поле { $number }
shown-not-legal = недопустиме значення цього поля, показано як надійшло
shown-not-reviewed = Переклад не перевірено.
shown-design-language = Складено англійською, робочою мовою розробки; не перевірено.
shown-author-language = Написано мовою «{ $language }»; автентичне лише нею.
shown-removed = залишено порожнім
shown-local = місцевий { $time }
shown-lasts = тривалість { $time }
shown-radius = радіус { $radius }
shown-m = { $n } м
shown-km = { $n } км
shown-nm = { $n } мор. миль
shown-days = { $n } діб
shown-near = { $distance }, напрямок { $way } від місця: { $place }
shown-points = { $count ->
    [one] { $shown } точка
    [few] { $shown } точки
   *[many] { $shown } точок
}
compass-N = північ
compass-NE = північний схід
compass-E = схід
compass-SE = південний схід
compass-S = південь
compass-SW = південний захід
compass-W = захід
compass-NW = північний захід

# Forms of address: agreed, and looked for in free text (an officer reviews them). Between bars.
address-agreed = Ваша Високоповажносте | пан | пані
address-looked-for = товариш | товаришу | шановний | шановна | друже | брате
