### 人员：地点、停火、走廊、交换：这些表单的用词。

## 标题
form-H1 = 人道主义地点
form-H2 = 人道主义地点：变更或撤回
form-H4 = 已通知的行动：进展情况
form-H5 = 停止：已通知的地点或行动正遭打击
form-H6 = 暂停或停火：提议
form-H7 = 走廊：提议
form-H8 = 单日计划中的船舶
form-H9 = 俘获通知
form-H10 = 交换：名单
form-H12 = 交换：结果与清点
form-H13 = 遗体移交

## 答复
answer-on-unit-list = ON UNIT LIST：所列单位已将其列入清单
answer-matched = MATCHED：每一项都与我方相符
answer-same-count = SAME COUNT：我方清点数相同
answer-other-count = OTHER COUNT：我方清点数不同

## 配置
profile-humanitarian-notices = 人道主义通知：变更和正在进行的行动
profile-sea-corridor = 海上走廊：单日计划
profile-detainees = 被俘人员与遗体

## 字段
field-site_function = 地点用途
    .help = 现在的用途。
field-site_organisation = 管理组织
    .help = 由谁管理该地点。不写人名。
field-footprint = 轮廓
    .help = 按顺序写地点的各角，每行一个。
field-photograph = 照片的摘要值
    .help = 你方保存的照片的 SHA-256，64 位。
field-verified_by = 核实者
    .help = 谁核对过地点和用途。“无人”是合法答复。
field-verified_on = 核实日期
    .help = UTC 日期：2026-11-21。
field-valid_until = 有效期至
    .help = 本通知的最后一天，用 UTC。此后请重新发送。
field-effect = 本通知的效力
    .help = 每份此类通知都有这一行。
field-site_change = 变更
    .help = 变更的内容。每份电文一项变更。
field-effective_at = 生效时间
    .help = 用 UTC：2026-11-21T22:30Z。
field-movement_event = 发生的情况
    .help = 行动进行到哪一步。
field-expected_at = 预计时间
    .help = 预计何时，用 UTC。
field-unit_named = 接收方已指定单位
    .help = 对方是否已指定持有该通知的己方单位。
field-attack_harm = 损害
    .help = 已知的最坏情况。
field-starts_at = 开始时间
    .help = 用 UTC：2026-11-21T22:30Z。
field-end_kind = 结束方式
    .help = 定时或不定。必须写明。
field-ends_at = 结束时间
    .help = 用 UTC，如为定时结束。
field-extent = 适用范围
    .help = 在一个区域内、一个圆内，或沿整条线。
field-stops_ground_fire = 停止地面火力
    .help = 火炮、迫击炮、火箭、轻武器。
field-stops_air_strikes = 停止有人驾驶航空器的打击
    .help = 飞机和直升机的炸弹和导弹。
field-stops_unmanned = 停止无人装备的打击
    .help = 空中、陆上和海上。
field-stops_sea_fire = 停止海上火力
    .help = 舰船的火炮和导弹。
field-stops_advance = 停止向前推进
    .help = 任何人不得越过开始时所据守的线。
field-exceptions = 例外
    .help = 仍可继续的事。
field-exceptions_text = 例外（文字）
    .help = 逐项编号写明。
field-monitor = 监督者
    .help = 由谁察看是否遵守。
field-binding = 何时具有约束力
    .help = 沉默不等于同意。只有答复 ACCEPT 才是同意。
field-corridor_width = 宽度
    .help = 全宽，路线居中。
field-corridor_users = 使用者
    .help = 何人或何物可以通过。
field-stand_off = 部队保持的距离
    .help = 自边缘算起的距离。10 海里为 18520 米。
field-plan_day = 计划日期
    .help = UTC 日期：2026-11-21。
field-vessel_name = 船名
    .help = 按登记的拉丁字母名称。
field-imo_number = IMO 编号
    .help = 七位数字。
field-passage = 航行方向
    .help = 驶向港口，或驶离港口。
field-plan_order = 顺序中的位次
    .help = 1 最先通过。
field-plan_vessels = 当日船舶数
    .help = 本计划共有多少份电文。
field-agency_number = 中央机构的编号
    .help = 姓名由该机构保存。此处不写姓名。
field-service_number = 军号
    .help = 如身份牌上所示。
field-person_category = 人员类别
    .help = 按你方看法。对方可能有不同看法。
field-captured_on = 俘获日期
    .help = UTC 日期：2026-11-21。
field-health = 健康状况
    .help = 只写级别，不写诊断。
field-agency_told = 已通知中央机构
    .help = 本表单绝不代替该通知。
field-agency_told_on = 通知日期
    .help = UTC 日期：2026-11-21。
field-card_sent = 被俘邮片已寄出
    .help = 由被俘者本人填写的邮片。
field-list_id = 名单
    .help = 双方使用的名单编号。
field-round = 轮次
    .help = 本次交换的轮次。
field-list_status = 这些条目的状态
    .help = 本电文所有条目为同一状态。
field-dispute = 争议内容
    .help = 每份电文一个理由。
field-entries = 条目
    .help = 为本名单商定的编号，每行一个。绝不写姓名，也不写姓名的摘要值。
field-entry_count = 条目数
    .help = 与上面列表的条数相同。
field-counting = 计数定义
    .help = 数字所计的是哪些人。没有定义，数字毫无意义。
field-handed_over = 已移交
    .help = 由写本电文的一方移交。
field-received = 已接收
    .help = 由写本电文的一方接收。
field-difference = 与名单的差异
    .help = 与名单不符之处。
field-difference_entries = 有差异的条目
    .help = 其在名单上的编号，每行一个。
field-identity_by = 身份与意愿确认者
    .help = 由谁逐人询问，绝非关押他们的一方。
field-containers = 密封容器
    .help = 死者身份日后查明，可能有变。
field-seals = 封签
    .help = 每个封签的编号，每行一个。超过 100 个：另发一份电文。

## 选项
choice-site_function-hospital = 医院
choice-site_function-clinic = 诊所或急救站
choice-site_function-shelter = 避难所
choice-site_function-school = 学校
choice-site_function-camp = 流离失所者营地
choice-site_function-aid-store = 救济物资仓库
choice-site_function-aid-office = 救济组织办事处
choice-site_function-aid-residence = 救济人员住所
choice-site_function-food = 食品分发点或面包房
choice-site_function-water = 供水
choice-site_function-power = 此类地点的供电
choice-site_function-worship = 礼拜场所
choice-site_function-culture = 博物馆或纪念物
choice-site_function-other = 其他

choice-verified_by-nobody = 无人：未经核实
choice-verified_by-organisation = 该组织自身
choice-verified_by-neutral = 中立东道方
choice-verified_by-united-nations = 联合国
choice-verified_by-our-side = 我方
choice-verified_by-your-side = 你方

choice-effect-no-protection = 不给予保护或许可；法律所保护的，没有本通知也受保护

choice-site_change-withdrawn = 撤回：不再作此用途
choice-site_change-moved = 已迁移
choice-site_change-footprint = 轮廓变更
choice-site_change-function = 用途变更
choice-site_change-validity = 有效期改至另一日
choice-site_change-verified = 现已核实
choice-site_change-contact = 联络点变更

choice-movement_event-started = 已出发
choice-movement_event-delayed = 已延误
choice-movement_event-halted = 已停下
choice-movement_event-off-route = 改走另一路线
choice-movement_event-goes-on = 停下后继续前进
choice-movement_event-turned-back = 已折返
choice-movement_event-arrived = 已到达

choice-attack_harm-none-yet = 目前没有
choice-attack_harm-damage = 损坏
choice-attack_harm-fire = 起火
choice-attack_harm-injured = 有人受伤
choice-attack_harm-dead = 有人死亡

choice-end_kind-fixed = 在规定时间结束
choice-end_kind-open = 不定：直到一方另行通知

choice-extent-area = 在下述区域内
choice-extent-circle = 在下述圆内
choice-extent-whole-line = 沿整条接触线

choice-exceptions-none = 无
choice-exceptions-self-defence = 对射击的自卫
choice-exceptions-medical-evacuation = 医疗后送
choice-exceptions-mine-clearance = 扫雷
choice-exceptions-named = 下面列明的各项

choice-monitor-none = 无人
choice-monitor-neutral-host = 中立东道方
choice-monitor-joint = 双方共同
choice-monitor-united-nations = 联合国
choice-monitor-third-party = 第三方

choice-binding-when-accepted = 在对方答复 ACCEPT 之前对任何人均无约束力

choice-corridor_users-civilians = 平民
choice-corridor_users-wounded = 伤病员
choice-corridor_users-aid = 救济物资
choice-corridor_users-medical-teams = 医疗队
choice-corridor_users-repair-crews = 维修队
choice-corridor_users-merchant-vessels = 商船
choice-corridor_users-prisoners = 待交换人员

choice-passage-inbound = 驶向港口
choice-passage-outbound = 驶离港口

choice-person_category-servicemen = 武装部队成员
choice-person_category-medical-or-religious = 医务或宗教人员
choice-person_category-civilians = 平民
choice-person_category-wounded-or-ill = 伤员或病员
choice-person_category-minors = 未成年人
choice-person_category-mixed = 混合

choice-health-well = 健康
choice-health-wounded-or-ill = 受伤或患病
choice-health-seriously-wounded-or-ill = 重伤或重病
choice-health-died = 死亡

choice-list_status-asked-for = 请求交换
choice-list_status-offered = 愿意交出
choice-list_status-matched = 已相符
choice-list_status-disputed = 有争议
choice-list_status-withdrawn = 已撤回

choice-dispute-identity = 身份
choice-dispute-category = 类别
choice-dispute-already-returned = 已返回
choice-dispute-died = 已死亡
choice-dispute-twice = 重复列名
choice-dispute-not-held = 不在我方手中
choice-dispute-not-asked = 我方未请求

choice-counting-servicemen-only = 仅武装部队成员
choice-counting-parity = 商定比例之内的人员
choice-counting-all-who-move = 每一名易方人员

choice-difference-none = 无差异
choice-difference-no-show = 未带到
choice-difference-substituted = 带到的是另一人
choice-difference-not-on-list = 不在名单上
choice-difference-does-not-wish = 本人不愿前往
choice-difference-unfit = 身体不宜行程
choice-difference-died = 已死亡
choice-difference-identity-differs = 并非名单所列之人
choice-difference-several = 有以上多种情况

choice-identity_by-neutral = 中立东道方
choice-identity_by-icrc = 红十字国际委员会
choice-identity_by-receiving-side = 接收方
choice-identity_by-nobody = 无人

## 计数定义与单位
quantity-imo-number = 船舶编号，不是计数
quantity-order-of-day = 当日顺序中的位次
quantity-vessels-of-day = 当日计划中的船舶，含双向
quantity-exchange-round = 轮次编号，从 1 开始
quantity-entries-of-message = 本电文的条目，每人一条
quantity-persons-handed-over = 已移交人员，按下述计数定义，不含机组和护送人员
quantity-persons-received = 已接收人员，按下述计数定义，不含机组和护送人员
quantity-sealed-containers = 密封容器，绝非人数
