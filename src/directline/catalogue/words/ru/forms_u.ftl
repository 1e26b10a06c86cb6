### Обязательства: слова этих форм.

## Названия
form-U1 = Обязательство: что мы будем соблюдать (предложенная форма)
form-U2 = Действие по обязательству (предложенная форма)
form-U3 = Ответ на претензию (предложенная форма)

## Профили
profile-undertakings = обязательства и претензии

## Поля
field-undertaking_kind = Вид
    .help = Совместное: обе стороны подписывают этот текст. Параллельное: каждая сторона заявляет свою половину.
field-other_half = Другая половина
    .help = Сообщение с собственным заявлением другой стороны: BRAVO 12.
field-scope = Что обязуется соблюдать
    .help = Какие действия и какие объекты, по пунктам. Только факты.
field-text_digest = Дайджест согласованного текста
    .help = SHA-256 текста, который есть у обеих сторон, 64 знака 0-9 a-f.
field-clause = Пункт
    .help = Пункт этого текста.
field-start_kind = Начало действия
    .help = Как оно вступает в силу. Это надо указать.
field-start_event = Событие начала
    .help = Событие, с которого оно начинается, узнаваемое для обеих сторон.
field-ending = Окончание действия
    .help = Как оно прекращается. Это надо указать.
field-end_event = Событие окончания
    .help = Событие, с которым оно прекращается.
field-extension = Продление
    .help = Обеими сторонами: подписывают обе. Молчаливое: действует дальше, если не денонсировано.
field-extension_days = Каждое молчаливое продление
    .help = В днях.
field-condition_text = Условие
    .help = От чего оно зависит.
field-attested_by = Кто подтверждает условие
    .help = Кто-то должен.
field-reciprocity = Взаимность
    .help = Действует ли оно только пока другая сторона соблюдает своё.
field-notice_hours = Срок уведомления о денонсации
    .help = В часах. Более ранняя дата не считается. 0: сразу.
field-reply_hours = Ответ на претензию в течение
    .help = В часах, с получения претензии.
field-consultation = Сначала консультации
    .help = Говорят ли стороны прежде, чем действовать по претензии.
field-release_rule = Освобождение после претензии
    .help = Когда претензия позволяет приостановить. Лучше: после ответа или если его нет в срок.
field-verification = Как проверяется
    .help = Кем и как, если проверяется.
field-humanitarian = Гуманитарное
    .help = Да: его нельзя приостановить в ответ на нарушение, прекращается только по своим условиям.
field-undertaking_act = Действие
    .help = Продление, прекращение или согласованная приостановка действуют после принятия другой стороной.
field-effect_at = Вступает в силу
    .help = По UTC: 2026-11-21T22:30Z.
field-ground = Основание
    .help = На чём основано действие, по словам отправителя.
field-claim = Претензия
    .help = Претензия, на которую это ответ. Никогда при гуманитарном обязательстве.
field-new_end = Новое окончание
    .help = По UTC: 2026-11-21T22:30Z.
field-claim_reply = Ответ
    .help = Что ваша сторона говорит о претензии. Поддержана, отозвана, устранена: только её автор.
field-counter_claim = Встречная претензия
    .help = Претензия вашей стороны: ALPHA 12.

## Варианты
choice-undertaking_kind-joint = совместное: подписывают обе стороны
choice-undertaking_kind-parallel = параллельное: одна из двух половин
choice-undertaking_kind-conditional = совместное, с условием

choice-start_kind-at-instant = в назначенное время
choice-start_kind-on-event = с событием
choice-start_kind-on-acceptance = с принятием

choice-ending-at-instant = в назначенное время
choice-ending-on-event = с событием
choice-ending-until-denounced = с денонсацией

choice-extension-none = нет
choice-extension-by-both = обеими сторонами
choice-extension-tacit = молчаливое

choice-attested_by-author = отправитель
choice-attested_by-addressee = адресат
choice-attested_by-both-parties = обе стороны
choice-attested_by-neutral-host = нейтральный хозяин
choice-attested_by-third-party = третья сторона

choice-reciprocity-none = действует само по себе
choice-reciprocity-while-other-observes = пока другая сторона соблюдает своё

choice-release_rule-none = претензия никого не освобождает
choice-release_rule-after-reply = после ответа или истечения его срока
choice-release_rule-immediate = сразу

choice-undertaking_act-denounce = денонсирует
choice-undertaking_act-suspend = приостанавливает
choice-undertaking_act-resume = возобновляет
choice-undertaking_act-extend = продлевает
choice-undertaking_act-end = прекращает по согласию
choice-undertaking_act-start-event = событие начала наступило
choice-undertaking_act-end-event = событие окончания наступило

choice-ground-own-terms = его собственные условия
choice-ground-agreed = согласие обеих сторон
choice-ground-condition-failed = условие не выполнено
choice-ground-response-to-breach = ответ на заявленное нарушение

choice-claim_reply-accepted = признана
choice-claim_reply-denied = отрицается
choice-claim_reply-justified = действие было обосновано
choice-claim_reply-investigating = неизвестно: расследуется
choice-claim_reply-counter-claim = со встречной претензией
choice-claim_reply-maintained = возражение: поддержана
choice-claim_reply-withdrawn = возражение: отозвана
choice-claim_reply-remedied = возражение: устранена
choice-claim_reply-noted = отметка, ничьей стороны

## Единицы
quantity-hours = часы
quantity-days = дни
