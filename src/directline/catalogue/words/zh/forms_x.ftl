### 跨领域：这些表单的用词。

## 标题
form-X1 = 网络事件询问
form-X2 = 核设施事故
form-X3 = 危险基础设施面临风险
form-X4 = 太空物体：风险

## 配置
profile-cyber = 计算机网络
profile-nuclear-safety = 核安全与危险基础设施
profile-space = 太空物体

## 字段
field-system_class = 系统种类
    .help = 受影响的是什么。
field-cyber_effect = 影响
    .help = 所看到的。不写何人，不写原因。
field-indicators = 技术指标的摘要值
    .help = 你方保存的技术数据的 SHA-256，64 位。
field-cyber_request = 我方的请求
    .help = “无”须选定，不可省略。
field-reply_wanted = 希望答复
    .help = 你方是否请求在某一时间前答复。
field-reply_by = 请求答复的时间
    .help = 用 UTC：2026-11-21T22:30Z。是请求，不是最后通牒。
field-will_do = 我方将做什么
    .help = 在你方自己一侧。“无”须选定，不可省略。
field-facility_name = 设施
    .help = 其通常名称。
field-facility_kind = 设施种类
    .help = 是什么设施。
field-accident_nature = 发生的情况
    .help = 就目前所知。
field-accident_cause = 原因
    .help = 已查明或在查。不猜测。
field-release = 放射性释放
    .help = 是否已有释放到设施之外。
field-release_kind = 释放物种类
    .help = 主要释放了什么。
field-release_power = 释放量
    .help = 活度的十的幂次：15 表示约 10 的 15 次方贝可。
field-release_height = 释放高度
    .help = 距地面，如知有效高度则用之。
field-wind_from = 风向（来向）
    .help = 真方位度数，0 至 359。
field-wind_speed = 风速
    .help = 每秒整米数。
field-rain = 雨或雪
    .help = 该处现在是否降雨或降雪。
field-health_measures = 已采取的措施
    .help = 为周围居民做了什么。
field-forecast = 发展趋势
    .help = 就你方预计，今后数小时的情况。
field-next_report_at = 下次报告时间
    .help = 你方打算何时再报告，用 UTC。
field-object_kind = 对象种类
    .help = 处于危险中的是什么。
field-object_name = 对象名称
    .help = 其通常名称。
field-object_danger = 危险
    .help = 在该处所看到的。不写何人，不写原因。
field-object_request = 我方的请求
    .help = 最需要的一件事。
field-space_event = 发生的情况
    .help = 什么使该物体成为风险。
field-object_number = 物体
    .help = 其国际编号或目录编号。
field-second_object = 第二个物体
    .help = 如为接近：另一个物体。
field-miss_distance = 交会距离
    .help = 按计算，以整米计。
field-orbit_low = 轨道最低点
    .help = 距地球平均表面。
field-orbit_high = 轨道最高点
    .help = 距地球平均表面。
field-inclination = 轨道倾角
    .help = 相对赤道，以整度计。
field-space_request = 我方的请求
    .help = 最需要的一件事。

## 选项
choice-system_class-power = 电力
choice-system_class-water = 供水
choice-system_class-health = 医疗卫生
choice-system_class-finance = 金融
choice-system_class-transport = 交通
choice-system_class-communications = 通信
choice-system_class-government = 公共行政
choice-system_class-military = 军事
choice-system_class-industry = 工业控制
choice-system_class-space = 太空系统
choice-system_class-other = 其他

choice-cyber_effect-outage = 中断
choice-cyber_effect-data-changed = 数据被更改
choice-cyber_effect-data-lost = 数据丢失
choice-cyber_effect-intrusion = 发现入侵
choice-cyber_effect-scanning = 扫描
choice-cyber_effect-false-alarms = 虚警
choice-cyber_effect-other = 其他

choice-cyber_request-none = 无
choice-cyber_request-inform = 请告知你方所知
choice-cyber_request-stop = 如来自你方领土，请予停止
choice-cyber_request-keep-traces = 请保存痕迹
choice-cyber_request-meet = 请专家会晤

choice-reply_wanted-none = 不限时间
choice-reply_wanted-by-instant = 在下述时间之前

choice-will_do-none = 无
choice-will_do-investigate = 在我方进行调查
choice-will_do-keep-traces = 保存痕迹
choice-will_do-share-indicators = 分享技术数据
choice-will_do-isolate = 切断该系统

choice-facility_kind-power-reactor = 动力反应堆
choice-facility_kind-research-reactor = 研究反应堆
choice-facility_kind-ship-reactor = 舰船或潜艇反应堆
choice-facility_kind-fuel-works = 核燃料厂
choice-facility_kind-waste = 放射性废物库
choice-facility_kind-transport = 运输
choice-facility_kind-source = 放射源
choice-facility_kind-satellite = 卫星
choice-facility_kind-other = 其他

choice-accident_nature-cooling-lost = 丧失冷却
choice-accident_nature-power-lost = 断电
choice-accident_nature-fire-or-explosion = 火灾或爆炸
choice-accident_nature-criticality = 意外链式反应
choice-accident_nature-damage-from-outside = 外来损坏
choice-accident_nature-leak = 泄漏
choice-accident_nature-source-lost = 放射源丢失
choice-accident_nature-other = 其他

choice-accident_cause-technical = 技术原因
choice-accident_cause-human-error = 人为失误
choice-accident_cause-natural-event = 自然事件
choice-accident_cause-damage-from-outside = 外来损坏
choice-accident_cause-under-study = 正在查明

choice-release_kind-noble-gases = 惰性气体
choice-release_kind-iodine = 碘
choice-release_kind-aerosols = 气溶胶
choice-release_kind-liquid = 液体
choice-release_kind-mixed = 混合

choice-health_measures-none = 无
choice-health_measures-sheltering = 居民留在室内
choice-health_measures-iodine-tablets = 服用碘片
choice-health_measures-evacuation = 疏散
choice-health_measures-food-limits = 限制食品和饮水
choice-health_measures-several = 采取以上多项

choice-forecast-ended = 已结束
choice-forecast-easing = 正在缓和
choice-forecast-steady = 无变化
choice-forecast-worsening = 正在恶化

choice-object_kind-nuclear-plant = 核电厂
choice-object_kind-spent-fuel = 乏燃料库
choice-object_kind-dam = 水坝
choice-object_kind-chemical-plant = 化工厂
choice-object_kind-power-station = 发电厂
choice-object_kind-waterworks = 水厂
choice-object_kind-pipeline = 管道
choice-object_kind-cable = 海底电缆

choice-object_danger-fire-near = 附近有炮火落下
choice-object_danger-burning = 正在燃烧
choice-object_danger-power-lost = 断电
choice-object_danger-cooling-lost = 冷却丧失或失效
choice-object_danger-flooding = 水位上升或决口
choice-object_danger-structure-damaged = 结构受损
choice-object_danger-mines = 其内或附近有地雷或水雷
choice-object_danger-staff-cannot-work = 工作人员无法安全工作

choice-object_request-stop-fire-near = 请停止附近的射击
choice-object_request-keep-clear = 请避开该处
choice-object_request-let-repair-in = 请让维修队进入
choice-object_request-restore-supply = 请恢复供电或供水
choice-object_request-let-staff-change = 请让工作人员换班
choice-object_request-let-inspectors-in = 请让检查人员进入
choice-object_request-information = 请告知你方所知

choice-space_event-close-approach = 接近
choice-space_event-re-entry = 再入大气层
choice-space_event-break-up = 解体
choice-space_event-control-lost = 失去控制
choice-space_event-manoeuvre = 计划机动

choice-space_request-none = 无
choice-space_request-data = 轨道数据
choice-space_request-hold-manoeuvre = 请暂停你方的机动
choice-space_request-agree-manoeuvre = 商定由谁机动
choice-space_request-talks = 专家会谈

## 计数定义与单位
quantity-becquerel-power = 贝可的十的幂次
quantity-metres-a-second = 米每秒
quantity-kilometres = 公里
quantity-degrees = 度
