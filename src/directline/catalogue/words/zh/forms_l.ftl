### 线路类表单的其余用词。

## 标题
form-L2 = 操作员之间的业务电文
form-L3 = 电路中断或恢复
form-L7 = 请重发，或对某字段有疑问
form-L9 = 联系方式变更
form-L10 = 密钥：更换、遗失或泄露
form-L11 = 值班状况

## 字段
field-bearer = 电路
    .help = 电路的名称或编号，按各方所用。
field-service_text = 业务文字
    .help = 关于线路本身，供操作员使用。不写给领导人。
field-outage_state = 状态
    .help = 中断是计划中、已开始还是已结束。
field-outage_at = 中断或恢复时间
    .help = 电路何时中断或恢复，用 UTC。
field-expected_until = 预计恢复时间
    .help = 预计电路何时恢复，用 UTC。
field-outage_cause = 原因
    .help = 电路为何中断，就所知而言。
field-alternate = 备用电路
    .help = 其间由什么承载线路。
field-query = 请求
    .help = 重发整份电文，或对一个字段有疑问。
field-doubted_field = 有疑问的字段
    .help = 其在表单中的名称，例如 position。
field-doubt = 疑问
    .help = 所收到的字段似乎哪里不对。
field-contact_action = 变更内容
    .help = 联系方式是新增、变更还是撤销。
field-new_contact = 联系人
    .help = 职务及联系方式。写职务，绝不写人名。
field-old_contact = 所取代者
    .help = 不再有效的联系方式，如有。
field-valid_from = 生效时间
    .help = 变更何时生效，用 UTC。
field-languages = 语言
    .help = 语言代码，以空格分隔：en ru。
field-key_event = 情况
    .help = 密钥发生了什么。
field-key_id = 密钥
    .help = 其指纹或名称，如章程所示。
field-occurred_at = 发生时间
    .help = 何时发生或首次发现，用 UTC。
field-key_use = 密钥仍在使用
    .help = 你方是否仍在使用该密钥。
field-out_of_band = 核实途径
    .help = 如何在线路之外核实。
field-on_watch = 有军官值班
    .help = 现在是否有军官值班。
field-next_relief = 下次交班
    .help = 下一次何时交班，用 UTC。

## 选项
choice-outage_state-planned = 计划中
choice-outage_state-begun = 已开始
choice-outage_state-restored = 已结束，电路恢复

choice-outage_cause-maintenance = 维护
choice-outage_cause-equipment = 设备故障
choice-outage_cause-cable = 电缆损坏
choice-outage_cause-power = 停电
choice-outage_cause-interference = 干扰
choice-outage_cause-weather = 天气
choice-outage_cause-other = 其他

choice-query-say-again = 请重发整份电文
choice-query-doubt-about-field = 我方对一个字段有疑问

choice-doubt-not-readable = 无法读出
choice-doubt-not-plausible = 不可能正确
choice-doubt-differs = 与另一份电文不同
choice-doubt-not-understood = 不理解
choice-doubt-other = 其他

choice-contact_action-new = 新增联系方式
choice-contact_action-changed = 联系方式已变更
choice-contact_action-withdrawn = 联系方式已撤销

choice-key_event-change = 计划更换
choice-key_event-loss = 遗失
choice-key_event-compromise = 已为他人所知
choice-key_event-suspected-compromise = 可能已为他人所知

choice-out_of_band-in-person = 当面会晤
choice-out_of_band-telephone = 电话
choice-out_of_band-courier = 信使
choice-out_of_band-diplomatic-channel = 外交渠道
choice-out_of_band-none = 目前没有其他途径

## 配置
profile-watch = 值班：谁在值班，每次交班时告知
