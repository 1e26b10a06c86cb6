### 承诺：这些表单的用词。

## 标题
form-U1 = 承诺：我方将遵守的事项（建议表单）
form-U2 = 关于承诺的行为（建议表单）
form-U3 = 对指称的答复（建议表单）

## 配置
profile-undertakings = 承诺与指称

## 字段
field-undertaking_kind = 类型
    .help = 共同：双方签署同一文本。平行：各方声明自己的一半。
field-other_half = 另一半
    .help = 载有对方声明的电文：BRAVO 12。
field-scope = 承诺内容
    .help = 哪些行为、哪些目标，逐项列出。只写事实。
field-text_digest = 商定文本的摘要
    .help = 双方所持文本的 SHA-256，64 位 0-9 a-f。
field-clause = 条款
    .help = 该文本的条款。
field-start_kind = 开始方式
    .help = 如何生效。必须说明。
field-start_event = 开始事件
    .help = 随之开始的事件，双方都能辨认。
field-ending = 效力终止
    .help = 如何终止。必须说明。
field-end_event = 终止事件
    .help = 随之终止的事件。
field-extension = 延长
    .help = 双方：双方签署。默示：未经废止则继续。
field-extension_days = 每次默示延长
    .help = 以天计。
field-condition_text = 所附条件
    .help = 它取决于什么。
field-attested_by = 由谁证明条件
    .help = 必须有人证明。
field-reciprocity = 对等
    .help = 是否仅在对方遵守其承诺期间有效。
field-notice_hours = 废止前的通知期
    .help = 以小时计。更早的日期无效。0：立即。
field-reply_hours = 对指称的答复期限
    .help = 以小时计，自收到指称起。
field-consultation = 先行磋商
    .help = 双方在依指称行事之前是否先商谈。
field-release_rule = 指称后的解除
    .help = 指称何时允许中止。更好：在答复之后，或逾期未答复时。
field-verification = 如何核查
    .help = 由谁、如何核查，如有。
field-humanitarian = 人道
    .help = 是：不得因违反而中止，只按其自身条款终止。
field-undertaking_act = 行为
    .help = 延长、终止或商定的中止在对方接受后有效。
field-effect_at = 生效时间
    .help = 协调世界时：2026-11-21T22:30Z。
field-ground = 依据
    .help = 发送方所称的依据。
field-claim = 指称
    .help = 所回应的指称。人道承诺不得填写。
field-new_end = 新的终止时间
    .help = 协调世界时：2026-11-21T22:30Z。
field-claim_reply = 答复
    .help = 你方对指称的说法。坚持、撤回、已补救：仅限提出方。
field-counter_claim = 反指称
    .help = 你方的指称：ALPHA 12。

## 选项
choice-undertaking_kind-joint = 共同：双方签署
choice-undertaking_kind-parallel = 平行：两半之一
choice-undertaking_kind-conditional = 共同，附条件

choice-start_kind-at-instant = 在确定时间
choice-start_kind-on-event = 随事件
choice-start_kind-on-acceptance = 接受时

choice-ending-at-instant = 在确定时间
choice-ending-on-event = 随事件
choice-ending-until-denounced = 废止时

choice-extension-none = 无
choice-extension-by-both = 由双方
choice-extension-tacit = 默示

choice-attested_by-author = 发送方
choice-attested_by-addressee = 收件方
choice-attested_by-both-parties = 双方
choice-attested_by-neutral-host = 中立东道方
choice-attested_by-third-party = 第三方

choice-reciprocity-none = 独立有效
choice-reciprocity-while-other-observes = 在对方遵守其承诺期间

choice-release_rule-none = 指称不解除任何一方
choice-release_rule-after-reply = 答复之后或期限届满
choice-release_rule-immediate = 立即

choice-undertaking_act-denounce = 废止
choice-undertaking_act-suspend = 中止
choice-undertaking_act-resume = 恢复
choice-undertaking_act-extend = 延长
choice-undertaking_act-end = 经商定终止
choice-undertaking_act-start-event = 开始事件已发生
choice-undertaking_act-end-event = 终止事件已发生

choice-ground-own-terms = 其自身条款
choice-ground-agreed = 双方商定
choice-ground-condition-failed = 条件未满足
choice-ground-response-to-breach = 回应所称的违反

choice-claim_reply-accepted = 承认
choice-claim_reply-denied = 否认
choice-claim_reply-justified = 行为有正当理由
choice-claim_reply-investigating = 不明：正在调查
choice-claim_reply-counter-claim = 附反指称
choice-claim_reply-maintained = 再答：坚持
choice-claim_reply-withdrawn = 再答：撤回
choice-claim_reply-remedied = 再答：已补救
choice-claim_reply-noted = 备注，非任何一方

## 单位
quantity-hours = 小时
quantity-days = 天
