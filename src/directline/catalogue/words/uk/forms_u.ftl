### Зобов’язання: слова цих форм.

## Назви
form-U1 = Зобов’язання: чого ми дотримуватимемося (запропонована форма)
form-U2 = Дія щодо зобов’язання (запропонована форма)
form-U3 = Відповідь на претензію (запропонована форма)

## Профілі
profile-undertakings = зобов’язання та претензії

## Поля
field-undertaking_kind = Вид
    .help = Спільне: обидві сторони підписують цей текст. Паралельне: кожна сторона заявляє свою половину.
field-other_half = Друга половина
    .help = Повідомлення з власною заявою іншої сторони: BRAVO 12.
field-scope = Чого зобов’язується дотримуватися
    .help = Які дії та які об’єкти, по пунктах. Лише факти.
field-text_digest = Дайджест узгодженого тексту
    .help = SHA-256 тексту, який є в обох сторін, 64 знаки 0-9 a-f.
field-clause = Пункт
    .help = Пункт цього тексту.
field-start_kind = Початок дії
    .help = Як воно набирає чинності. Це треба вказати.
field-start_event = Подія початку
    .help = Подія, з якої воно починається, впізнавана для обох сторін.
field-ending = Закінчення дії
    .help = Як воно припиняється. Це треба вказати.
field-end_event = Подія закінчення
    .help = Подія, з якою воно припиняється.
field-extension = Продовження
    .help = Обома сторонами: підписують обидві. Мовчазне: діє далі, якщо не денонсовано.
field-extension_days = Кожне мовчазне продовження
    .help = У днях.
field-condition_text = Умова
    .help = Від чого воно залежить.
field-attested_by = Хто підтверджує умову
    .help = Хтось має.
field-reciprocity = Взаємність
    .help = Чи діє воно лише поки інша сторона дотримується свого.
field-notice_hours = Строк повідомлення про денонсацію
    .help = У годинах. Раніша дата не рахується. 0: одразу.
field-reply_hours = Відповідь на претензію протягом
    .help = У годинах, від отримання претензії.
field-consultation = Спершу консультації
    .help = Чи розмовляють сторони, перш ніж діяти за претензією.
field-release_rule = Звільнення після претензії
    .help = Коли претензія дозволяє зупинити. Краще: після відповіді або якщо її немає вчасно.
field-verification = Як перевіряється
    .help = Ким і як, якщо перевіряється.
field-humanitarian = Гуманітарне
    .help = Так: його не можна зупинити у відповідь на порушення, припиняється лише за власними умовами.
field-undertaking_act = Дія
    .help = Продовження, припинення або узгоджене зупинення діють після прийняття іншою стороною.
field-effect_at = Набирає чинності
    .help = За UTC: 2026-11-21T22:30Z.
field-ground = Підстава
    .help = На чому ґрунтується дія, за словами відправника.
field-claim = Претензія
    .help = Претензія, на яку це відповідь. Ніколи за гуманітарного зобов’язання.
field-new_end = Нове закінчення
    .help = За UTC: 2026-11-21T22:30Z.
field-claim_reply = Відповідь
    .help = Що ваша сторона каже про претензію. Підтримано, відкликано, усунено: лише її автор.
field-counter_claim = Зустрічна претензія
    .help = Претензія вашої сторони: ALPHA 12.

## Варіанти
choice-undertaking_kind-joint = спільне: підписують обидві сторони
choice-undertaking_kind-parallel = паралельне: одна з двох половин
choice-undertaking_kind-conditional = спільне, з умовою

choice-start_kind-at-instant = у визначений час
choice-start_kind-on-event = з подією
choice-start_kind-on-acceptance = з прийняттям

choice-ending-at-instant = у визначений час
choice-ending-on-event = з подією
choice-ending-until-denounced = з денонсацією

choice-extension-none = немає
choice-extension-by-both = обома сторонами
choice-extension-tacit = мовчазне

choice-attested_by-author = відправник
choice-attested_by-addressee = адресат
choice-attested_by-both-parties = обидві сторони
choice-attested_by-neutral-host = нейтральний господар
choice-attested_by-third-party = третя сторона

choice-reciprocity-none = діє само собою
choice-reciprocity-while-other-observes = поки інша сторона дотримується свого

choice-release_rule-none = претензія нікого не звільняє
choice-release_rule-after-reply = після відповіді або спливу її строку
choice-release_rule-immediate = одразу

choice-undertaking_act-denounce = денонсує
choice-undertaking_act-suspend = зупиняє
choice-undertaking_act-resume = відновлює
choice-undertaking_act-extend = продовжує
choice-undertaking_act-end = припиняє за згодою
choice-undertaking_act-start-event = подія початку настала
choice-undertaking_act-end-event = подія закінчення настала

choice-ground-own-terms = його власні умови
choice-ground-agreed = згода обох сторін
choice-ground-condition-failed = умову не виконано
choice-ground-response-to-breach = відповідь на заявлене порушення

choice-claim_reply-accepted = визнано
choice-claim_reply-denied = заперечується
choice-claim_reply-justified = дія була обґрунтована
choice-claim_reply-investigating = невідомо: розслідується
choice-claim_reply-counter-claim = із зустрічною претензією
choice-claim_reply-maintained = заперечення: підтримано
choice-claim_reply-withdrawn = заперечення: відкликано
choice-claim_reply-remedied = заперечення: усунено
choice-claim_reply-noted = позначка, нічиєї сторони

## Одиниці
quantity-hours = години
quantity-days = дні
