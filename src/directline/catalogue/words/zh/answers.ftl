### 答复、理由、字段错误，以及显示电文时的小词。

## 答复
answer-standby = STANDBY：请等待，我们会答复
answer-checking = CHECKING：正在查明
answer-wait = WAIT：请先不要开始
answer-wilco = WILCO：我方照办
answer-unable = UNABLE：我方无法照办
answer-roger = ROGER：收到并明白
answer-affirm = AFFIRM：是
answer-negative = NEGATIVE：否
answer-ours = OURS：是我方的
answer-not-ours = NOT OURS：不是我方的
answer-no-conflict = NO CONFLICT：收到，无冲突
answer-conflict = CONFLICT：收到，有冲突
answer-air-defence-told = AIR DEFENCE TOLD：所列单位已获通知
answer-accept = ACCEPT：我方按原文接受
answer-object = OBJECT：我方不接受
answer-noted = NOTED：已阅，既不接受也不反对
answer-hold = HOLD：请勿开始移动

## 不予答复的理由
decline-not-competent = 不属我方职权
decline-other-channel = 请使用另一渠道
decline-cannot-say = 无法说明
decline-not-clear = 电文不清楚
decline-not-now = 现在不便

## 字段错误
error-required = 此字段为空。
    .remedy = 请填写，或选择“不详”。
error-required-known = 此字段为空。
    .remedy = 请填写。此处不能填“不详”。
error-unknown-not-here = 此字段不能填“不详”。
    .remedy = 请写明本电文所涉的对象。
error-no-such-field = 表单中没有字段“{ $name }”。
    .remedy = 请使用表单的字段名。
error-one-of = 以下至少须填一项：{ $fields }。
    .remedy = 请填写其中一项，或选择“不详”。
error-choice = 这不是可选项之一。
    .remedy = 请选择：{ $choices }。
error-number-form = 这不是整数。
    .remedy = 只写数字。
error-number-range = 数字不在 { $low } 至 { $high } 之间。
    .remedy = 请写 { $low } 至 { $high } 之间的数字。
error-instant-no-date = 只有时刻没有日期是不够的。
    .remedy = 请写出 UTC 日期和时刻：2026-11-21T02:30Z 或 210230ZNOV26。
error-instant-no-zone = 没有说明是哪一种时间。
    .remedy = 请用 UTC 书写并以 Z 结尾：2026-11-21T22:30Z。
error-instant-offset = 这一时间不是 UTC。
    .remedy = 请换算为 UTC 并以 Z 结尾：2026-11-21T22:30Z。
error-instant-form = 无法读出这一时间。
    .remedy = 请用 UTC 书写：2026-11-21T22:30Z 或 212230ZNOV26。
error-instant-range = 日期不在 2000 至 2099 年之间。
    .remedy = 请核对年份。
error-date-impossible = 没有这样的日期或时刻。
    .remedy = 请核对日、月、时、分。
error-date-form = 无法读出这一日期。
    .remedy = 请按年、月、日书写：2026-11-21。
error-window-both = 开始和结束都须填写。
    .remedy = 两者都用 UTC 书写。
error-window-order = 结束不在开始之后。
    .remedy = 请核对两个时间。
error-position-both = 两种记法都须填写。
    .remedy = 请写经纬度，并从地图上另读一次，写出同一地点的 MGRS。
error-position-apart = 两种记法相距 { $distance }。
    .remedy = 请对照地图核对两者。最多允许相差 { $tolerance }。
error-position-form = 无法读出这一位置。
    .remedy = 请写 35 20.167 N 040 08.467 E，或 35.3361 40.1411。
error-position-comma = 数字中的逗号有歧义。
    .remedy = 请用小数点：35.3361 40.1411。
error-position-hemisphere = 半球不明确。
    .remedy = 先写纬度并加 N 或 S，再写经度并加 E 或 W。
error-position-minutes = 分和秒必须小于 60。
    .remedy = 请核对数字。
error-position-range = 这不在地球上。
    .remedy = 纬度最多 90，经度最多 180。
error-mgrs-form = 这不是 MGRS 坐标。
    .remedy = 请写区、方格和偶数个数字：37S FV 03713 10835。
error-mgrs-coarse = 这一 MGRS 坐标过于粗略。
    .remedy = 东向和北向各至少写三位数字。
error-mgrs-square = 没有这样的 MGRS 方格。
    .remedy = 请核对区、带和方格的两个字母。
error-accuracy = 精度不是 1 至 { $most } 的米数。
    .remedy = 只用数字写米数，或留空。
error-radius = 无法读出半径。
    .remedy = 请写不超过 2000 且最多三位小数的数字，并选择 km 或 nm。
error-area-count = 区域须有 3 至 { $most } 个点。
    .remedy = 每行写一个点。
error-area-repeat = 区域中有一个点出现了两次。
    .remedy = 请删去其中一个。
error-area-crosses = 边界自相交叉。
    .remedy = 请按环绕区域的顺序排列各点。
error-route-count = 路线或区域须有 2 至 { $most } 个点。
    .remedy = 每行写一个点。
error-route-order = 路线的时间倒退。
    .remedy = 请按顺序排列各点和时间。
error-altitude-datum = 单位与基准不相配，或缺少一项。
    .remedy = ft 或 m 配 AMSL 或 AGL；FL 配 FL。
error-altitude-order = 高度颠倒或超出范围。
    .remedy = 先写最低；最高不超过 { $most }。
error-text-character = 不可发送字符 { $character }。
    .remedy = 请删去。隐藏字符和改变书写方向的字符均不接受。
error-text-long = 文字有 { $length } 个字符；允许 { $most } 个。
    .remedy = 请缩短。
error-language = 这不是语言代码。
    .remedy = 例如 en、ru、uk、ar、zh 或 fr。
error-code = 这不是短代码。
    .remedy = 最多 { $most } 个拉丁字母、数字和 . / : + ( ) -
error-role = 只写职务：此处不接受人名。
    .remedy = 请选择：{ $roles }。
error-reference-form = 这不是电文编号。
    .remedy = 请写一方名称和编号：ALPHA 12，或 ALPHA 2/12。
error-reference-party = “{ $party }”不是本线路的一方。
    .remedy = 请照章程中的写法写该方名称。
error-changes-form = 没有说明更正的是哪一种表单。
    .remedy = 请填写原表单的代码。
error-changes-none = 一次更正须改动 1 至 { $most } 个字段。
    .remedy = 每行写一个：字段 = 新值。
error-not-typed = 此字段由站点填写。
    .remedy = 请勿填写。
error-never = 此字段与上面所选的不相配。
    .remedy = 请留空，或另作选择。
error-order = 这不在表单中较早的时间之后。
    .remedy = 请核对两者。
error-as-many = 数字与列表不符，列表中有 { $count } 项。
    .remedy = 请更正数字或列表。
error-pair = 这与所选的不相配：应为 { $wanted }。
    .remedy = 请留空：由站点填写。
error-codes = 这不是代码列表。
    .remedy = 请写 1 至 { $most } 个不同的代码，每行一个：最多 24 个拉丁字母、数字和 . / : + ( ) -

## 复述
read-back-missing = 未填写。
read-back-differs = 不一致。
read-back-apart = 相距 { $distance }。

## 显示电文时的小词
shown-unknown-form = 本方目录中没有的表单
shown-field-number = 字段 { $number }
shown-not-legal = 不是此字段的合法值，按收到时原样显示
shown-not-reviewed = 译文未经审校。
shown-design-language = 以设计语言英语起草；未经审校。
shown-author-language = 以“{ $language }”写成；仅该语言文本为准。
shown-removed = 留空
shown-local = 当地时间 { $time }
shown-lasts = 持续 { $time }
shown-radius = 半径 { $radius }
shown-m = { $n } 米
shown-km = { $n } 公里
shown-nm = { $n } 海里
shown-days = { $n } 天
shown-near = 位于{ $place }以{ $way } { $distance } 处
shown-points = { $count ->
   *[other] { $shown } 个点
}
compass-N = 北
compass-NE = 东北
compass-E = 东
compass-SE = 东南
compass-S = 南
compass-SW = 西南
compass-W = 西
compass-NW = 西北

# Forms of address: agreed, and looked for in free text (an officer reviews them). Between bars.
address-agreed = 阁下 | 先生 | 女士
address-looked-for = 同志 | 兄弟 | 朋友 | 亲爱的
