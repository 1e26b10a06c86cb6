### Слова форм про саму лінію, крім перших.

## Назви
form-L2 = Службове повідомлення операторів
form-L3 = Канал не працює або відновлений
form-L7 = Повторіть, або сумнів щодо одного поля
form-L9 = Зміна контакту
form-L10 = Ключ: заміна, втрата або розкриття
form-L11 = Стан чергування

## Поля
field-bearer = Канал зв'язку
    .help = Назва або номер каналу, прийняті всіма сторонами.
field-service_text = Службовий текст
    .help = Про саму лінію, для операторів. Нічого для керівництва.
field-outage_state = Стан
    .help = Перерва планується, почалася чи закінчилася.
field-outage_at = Час відмови або відновлення
    .help = Коли канал відмовив або відновився, за UTC.
field-expected_until = Очікуване відновлення
    .help = Коли очікується відновлення каналу, за UTC.
field-outage_cause = Причина
    .help = Чому канал не працює, наскільки відомо.
field-alternate = Запасний канал
    .help = Що забезпечує лінію на цей час.
field-query = Запит
    .help = Повторити все повідомлення, або сумнів щодо одного поля.
field-doubted_field = Сумнівне поле
    .help = Його ім'я у формі, наприклад position.
field-doubt = Сумнів
    .help = Що здається хибним в отриманому полі.
field-contact_action = Що змінюється
    .help = Контакт новий, змінений чи скасований.
field-new_contact = Контакт
    .help = Посада і як зв'язатися. Посада, а не прізвище.
field-old_contact = Замість контакту
    .help = Контакт, який більше не діє, якщо він був.
field-valid_from = Діє з моменту
    .help = Коли зміна набирає чинності, за UTC.
field-languages = Мови
    .help = Коди мов через пробіл: en ru.
field-key_event = Подія
    .help = Що сталося з ключем.
field-key_id = Ключ
    .help = Його відбиток або ім'я, як у хартії.
field-occurred_at = Коли сталося
    .help = Коли сталося або вперше помічено, за UTC.
field-key_use = Ключ ще використовується
    .help = Чи використовує наша сторона цей ключ зараз.
field-out_of_band = Перевірити можна
    .help = Як це можна перевірити поза лінією.
field-on_watch = Черговий на місці
    .help = Чи несе зараз чергування офіцер.
field-next_relief = Наступна зміна
    .help = Коли наступна зміна чергування, за UTC.

## Варіанти
choice-outage_state-planned = планується
choice-outage_state-begun = почалася
choice-outage_state-restored = закінчилася, канал відновлено

choice-outage_cause-maintenance = технічне обслуговування
choice-outage_cause-equipment = відмова обладнання
choice-outage_cause-cable = пошкодження кабелю
choice-outage_cause-power = відмова електроживлення
choice-outage_cause-interference = завади
choice-outage_cause-weather = погода
choice-outage_cause-other = інше

choice-query-say-again = повторіть усе повідомлення
choice-query-doubt-about-field = маємо сумнів щодо одного поля

choice-doubt-not-readable = не читається
choice-doubt-not-plausible = не може бути правильним
choice-doubt-differs = розходиться з іншим повідомленням
choice-doubt-not-understood = незрозуміло
choice-doubt-other = інше

choice-contact_action-new = новий контакт
choice-contact_action-changed = контакт змінено
choice-contact_action-withdrawn = контакт скасовано

choice-key_event-change = планова заміна
choice-key_event-loss = втрачено
choice-key_event-compromise = став відомий іншим
choice-key_event-suspected-compromise = міг стати відомий іншим

choice-out_of_band-in-person = особиста зустріч
choice-out_of_band-telephone = телефон
choice-out_of_band-courier = кур'єр
choice-out_of_band-diplomatic-channel = дипломатичний канал
choice-out_of_band-none = зараз іншого способу немає

## Профілі
profile-watch = чергування: хто чергує, за кожної зміни
