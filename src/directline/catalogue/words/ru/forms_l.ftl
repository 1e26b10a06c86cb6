### Слова форм о самой линии, кроме первых.

## Названия
form-L2 = Служебное сообщение операторов
form-L3 = Канал не работает или восстановлен
form-L7 = Повторите, или сомнение в одном поле
form-L9 = Изменение контакта
form-L10 = Ключ: замена, утрата или раскрытие
form-L11 = Состояние дежурства

## Поля
field-bearer = Канал связи
    .help = Название или номер канала, принятые всеми сторонами.
field-service_text = Служебный текст
    .help = О самой линии, для операторов. Ничего для руководства.
field-outage_state = Состояние
    .help = Перерыв планируется, начался или закончился.
field-outage_at = Время отказа или восстановления
    .help = Когда канал отказал или восстановился, по UTC.
field-expected_until = Ожидаемое восстановление
    .help = Когда ожидается восстановление канала, по UTC.
field-outage_cause = Причина
    .help = Почему канал не работает, насколько известно.
field-alternate = Запасной канал
    .help = Что обеспечивает линию на это время.
field-query = Запрос
    .help = Повторить всё сообщение, или сомнение в одном поле.
field-doubted_field = Сомнительное поле
    .help = Его имя в форме, например position.
field-doubt = Сомнение
    .help = Что кажется неверным в полученном поле.
field-contact_action = Что меняется
    .help = Контакт новый, изменён или отменён.
field-new_contact = Контакт
    .help = Должность и как связаться. Должность, а не фамилия.
field-old_contact = Вместо контакта
    .help = Контакт, который больше не действует, если он был.
field-valid_from = Действует с момента
    .help = Когда изменение вступает в силу, по UTC.
field-languages = Языки
    .help = Коды языков через пробел: en ru.
field-key_event = Событие
    .help = Что произошло с ключом.
field-key_id = Ключ
    .help = Его отпечаток или имя, как в хартии.
field-occurred_at = Когда произошло
    .help = Когда произошло или впервые замечено, по UTC.
field-key_use = Ключ ещё используется
    .help = Использует ли наша сторона этот ключ сейчас.
field-out_of_band = Проверить можно
    .help = Как это можно проверить помимо линии.
field-on_watch = Дежурный на месте
    .help = Несёт ли сейчас дежурство офицер.
field-next_relief = Следующая смена
    .help = Когда следующая смена дежурства, по UTC.

## Варианты
choice-outage_state-planned = планируется
choice-outage_state-begun = начался
choice-outage_state-restored = закончился, канал восстановлен

choice-outage_cause-maintenance = техническое обслуживание
choice-outage_cause-equipment = отказ оборудования
choice-outage_cause-cable = повреждение кабеля
choice-outage_cause-power = отказ электропитания
choice-outage_cause-interference = помехи
choice-outage_cause-weather = погода
choice-outage_cause-other = другое

choice-query-say-again = повторите всё сообщение
choice-query-doubt-about-field = сомневаемся в одном поле

choice-doubt-not-readable = не читается
choice-doubt-not-plausible = не может быть верным
choice-doubt-differs = расходится с другим сообщением
choice-doubt-not-understood = непонятно
choice-doubt-other = другое

choice-contact_action-new = новый контакт
choice-contact_action-changed = контакт изменён
choice-contact_action-withdrawn = контакт отменён

choice-key_event-change = плановая замена
choice-key_event-loss = утрачен
choice-key_event-compromise = стал известен другим
choice-key_event-suspected-compromise = мог стать известен другим

choice-out_of_band-in-person = личная встреча
choice-out_of_band-telephone = телефон
choice-out_of_band-courier = курьер
choice-out_of_band-diplomatic-channel = дипломатический канал
choice-out_of_band-none = сейчас другого способа нет

## Профили
profile-watch = дежурство: кто дежурит, при каждой смене
