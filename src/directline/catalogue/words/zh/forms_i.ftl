### 相遇与事件：这些表单的用词。

## 标题
form-I2 = 信号短语：请向该船或航空器发送
form-I3 = 进入你方领土：是我方的
form-I6 = 对我方指挥网络的干扰
form-I7 = 不安全相遇：我方报告
form-I8 = 事件：碰撞、损失或损坏
form-I9 = 遇险：有生命危险，请求援助
form-I10 = 漂流或越线的人员或船舶
form-I11 = 打捞区：残骸或坠落装备
form-I12 = 民用航空器有危险：请予警告

## 答复
answer-transmitted = TRANSMITTED：已在该频率发送，时间见备注，否则为现在
answer-not-transmitted = NOT TRANSMITTED：未发送
answer-answered = ANSWERED：已发送，该台已作出所要求的回答
answer-proceed = PROCEED：请照你方打算行动
answer-leave = LEAVE：请由最短的安全路线离开
answer-stay = STAY：请留在原地等待

## 配置
profile-recovery = 残骸打捞

## 字段
field-phrase = 待发送的短语
    .help = 按原样发送代码。读自附件的一份印本，未与正式附件核对。
field-phrase_number = 短语的数字 n
    .help = 仅用于带 n 的短语。
field-phrase_direction = 短语的方向 b
    .help = 仅用于带 b 的短语。真方位度数，0 至 359。
field-response = 所要求的回答
    .help = 由短语决定。请留空：由站点填写。
field-our_unit = 发文方一侧
    .help = 种类、数量和识别标志，就公开而言。
field-station_called = 被呼叫的呼号
    .help = 所呼叫的船或航空器：呼号、名称或舷号。
field-frequency = 频率
    .help = 带单位：156.8 MHz。
field-checked = 代码表的状态
    .help = 代码是否与正式附件核对过。
field-entry_cause = 如何发生
    .help = 是什么使其到了那里。
field-entry_plan = 下一步行动
    .help = 如你方没有其他要求，它接着做什么。
field-help_wanted = 需要的帮助
    .help = 对它最有用的帮助。
field-disturbed = 受干扰的对象
    .help = 网络的种类。
field-band = 频段或频率
    .help = 带单位，就你方公开而言：225-400 MHz。
field-ended_at = 结束时间
    .help = 用 UTC。尚在继续时请留空。
field-disturbance = 影响
    .help = 对网络造成什么影响。
field-happened_at = 时间
    .help = 何时发生，用 UTC：2026-11-21T22:30Z 或 212230ZNOV26。
field-their_unit = 收文方一侧，按所见
    .help = 种类、数量和识别标志，就所知而言。
field-closest = 最近距离
    .help = 两者之间的水平距离。
field-height_apart = 高度差
    .help = 在最近距离处。用于航空器。
field-behaviour = 所作行为
    .help = 所看到的，而非原因。
field-behaviour_also = 另有行为
    .help = 第二个行为，如有。
field-evidence = 证据的摘要值
    .help = 你方保存的记录的 SHA-256，64 位。记录本身不发送。
field-incident = 事件种类
    .help = 最主要发生了什么。
field-dead = 死亡
    .help = 你方人员，就所知而言。
field-injured = 受伤
    .help = 你方人员，就所知而言。
field-missing = 失踪
    .help = 你方人员，就所知而言。
field-goes_on = 危险仍在继续
    .help = 危险或救援是否仍在继续。
field-account = 发文方的叙述
    .help = 按顺序写发生了什么。只写事实：不猜测原因。
field-distress = 遇险种类
    .help = 他们发生了什么。
field-craft = 载具
    .help = 种类、数量和识别标志，就所知而言。
field-persons_in_distress = 遇险人员
    .help = 有多少人需要救援。
field-own_help = 我方救援人员
    .help = 你方的救援是否已在途中。
field-help_asked = 我方的请求
    .help = 最需要的一件事。
field-access_window = 请求准入：起，止
    .help = 救援者何时进入，用 UTC。
field-access_area = 请求准入：区域
    .help = 按顺序写三个或更多的点，每行一个。
field-coordinator = 联络点
    .help = 职务及联系方式：电话或频率。
field-found = 何人
    .help = 涉及何人。不写姓名。
field-crossing = 方向
    .help = 他们是哪一方的人，现在何处。
field-persons_found = 人数
    .help = 有多少人。
field-condition = 状况
    .help = 已知的最坏情况。
field-wish = 本人意愿
    .help = 他们自己怎么说。本表单不遣返任何人。
field-return_way = 提议的返回方式
    .help = 愿意者如何返回。
field-return_place = 返回地点
    .help = 用两种记法。
field-return_window = 返回：起，止
    .help = 开始和结束，用 UTC。
field-recovered = 打捞对象
    .help = 搜寻或打捞的是什么。
field-recovery_work = 工作
    .help = 在那里做什么。
field-dangerous_load = 危险载荷
    .help = 其中是否有爆炸物、燃料或毒物。
field-keep_clear = 请他方避开
    .help = 这是请求。不封闭任何区域。
field-civil_flight = 航班呼号
    .help = 呼号或登记号；否则写应答机代码。
field-air_danger = 危险
    .help = 什么危及该航班。
field-transmit = 待发送的话
    .help = 在呼号之后按原样发送英语原文。
field-new_course = 应取航向
    .help = 真方位度数，0 至 359。
field-new_level = 应取高度
    .help = 最低和最高，带单位和基准。
field-new_frequency = 应改用的频率
    .help = 带单位：121.5 MHz。
field-own_measure = 我方已采取的措施
    .help = 你方至今做了什么。

## 选项
choice-phrase-IR1 = YV1 IR1: 海洋调查作业
choice-phrase-IR2 = YV1 IR2 (n): 本船拖带测量设备，在船尾后 n 米
choice-phrase-IR3 = YV1 IR3: 正在回收设备
choice-phrase-IR4 = YV1 IR4: 打捞作业
choice-phrase-JH1 = YV1 JH1: 正使搁浅船脱浅
choice-phrase-MH1 = YV1 MH1: 请勿横越我船首
choice-phrase-NB1 = YV1 NB1 (b): 方向 b 有未被拖带的设备
choice-phrase-PJ1 = YV1 PJ1: 不能向右转向
choice-phrase-PJ2 = YV1 PJ2: 不能向左转向
choice-phrase-PJ3 = YV1 PJ3: 操舵装置失灵
choice-phrase-PP8 = YV1 PP8 (b): 危险作业，请避开（方向 b）
choice-phrase-QV2 = YV1 QV2: 首尾系泊，请避开
choice-phrase-QV3 = YV1 QV3: 在深水锚泊，带有设备
choice-phrase-RT2 = YV1 RT2: 将从你左舷通过
choice-phrase-RT3 = YV1 RT3: 将从你右舷通过
choice-phrase-RT4 = YV1 RT4: 将从你左舷追越
choice-phrase-RT5 = YV1 RT5: 将从你右舷追越
choice-phrase-RT6 = YV1 RT6 (b): 正在机动，请避开（方向 b）
choice-phrase-RT7 = YV1 RT7 (n): 将在右舷侧接近至 n 百米
choice-phrase-RT8 = YV1 RT8 (n): 将在左舷侧接近至 n 百米
choice-phrase-RT9 = YV1 RT9 (n): 将在 n 百米处从船尾横越

choice-response-understood = 对方表示已明白
choice-response-keep-clear = 对方表示已明白，并避开
choice-response-do-not-cross = 对方表示已明白，不横越船首
choice-response-reads-back-and-does = 对方复述原话并照办
choice-response-gives-call-sign = 对方报出呼号

choice-checked-not-checked = 未与正式附件核对

choice-entry_cause-weather = 天气
choice-entry_cause-damage = 损坏或故障
choice-entry_cause-navigation-error = 导航失误
choice-entry_cause-navigation-interference = 导航受到外来干扰
choice-entry_cause-medical = 医疗紧急情况
choice-entry_cause-distress = 遇险
choice-entry_cause-control-lost = 无人驾驶，失去控制
choice-entry_cause-other = 其他

choice-entry_plan-leave-now = 由最短路线离开
choice-entry_plan-land = 在最近的安全地点降落
choice-entry_plan-stop-there = 停在原处
choice-entry_plan-await-instructions = 等待你方指示
choice-entry_plan-cannot-steer = 无法操纵

choice-help_wanted-none = 不需要
choice-help_wanted-way-out = 一条安全的出路
choice-help_wanted-landing-place = 一处降落地点
choice-help_wanted-harbour = 一处港口或锚地
choice-help_wanted-medical = 医疗援助
choice-help_wanted-tow = 拖带
choice-help_wanted-search-and-rescue = 搜救
choice-help_wanted-fuel = 燃料

choice-disturbed-radio = 无线电
choice-disturbed-data-link = 数据链
choice-disturbed-radar = 雷达
choice-disturbed-satellite-navigation = 卫星导航
choice-disturbed-satellite-link = 卫星通信
choice-disturbed-early-warning = 早期预警
choice-disturbed-other = 其他

choice-disturbance-lost = 完全丧失
choice-disturbance-degraded = 性能下降
choice-disturbance-false-data = 显示并不存在的东西
choice-disturbance-on-and-off = 时断时续

choice-behaviour-too-close = 过于接近
choice-behaviour-crossed-ahead = 从前方横越
choice-behaviour-flew-over = 低空飞越
choice-behaviour-followed-closely = 近距离跟随
choice-behaviour-aimed = 用武器瞄准
choice-behaviour-fire-control-radar = 用火控雷达照射
choice-behaviour-laser = 用激光照射
choice-behaviour-dropped-objects = 投放物体或曳光弹
choice-behaviour-jamming = 施放干扰
choice-behaviour-blocked-way = 阻挡航路
choice-behaviour-no-lights = 未显示航行灯
choice-behaviour-no-radio-answer = 未用无线电回答
choice-behaviour-other = 其他

choice-incident-collision = 碰撞
choice-incident-aircraft-lost = 航空器损失
choice-incident-vessel-lost = 船舶损失
choice-incident-damage = 损坏
choice-incident-shots-fired = 发生射击
choice-incident-persons-hurt = 人员伤亡
choice-incident-weapon-found = 发现武器或其部件
choice-incident-mine = 水雷或地雷
choice-incident-other = 其他

choice-distress-sinking = 正在下沉
choice-distress-fire = 起火
choice-distress-collision = 碰撞
choice-distress-aground = 搁浅
choice-distress-adrift = 漂流
choice-distress-aircraft-down = 航空器坠落或迫降
choice-distress-aircrew-ejected = 机组弹射
choice-distress-overboard = 有人落水
choice-distress-medical = 医疗紧急情况
choice-distress-other = 其他

choice-own_help-none = 没有
choice-own_help-on-the-way = 在途中
choice-own_help-on-the-spot = 在现场

choice-help_asked-search-and-rescue = 请你方搜救
choice-help_asked-let-our-rescuers-in = 请让我方救援人员进入
choice-help_asked-medical = 医疗援助
choice-help_asked-keep-clear = 请避开救援行动
choice-help_asked-information = 你方所知的情况

choice-found-on-foot = 陆上人员
choice-found-small-boat = 小艇
choice-found-fishing-vessel = 渔船
choice-found-merchant-vessel = 商船
choice-found-aircrew = 机组人员
choice-found-in-the-water = 落水人员
choice-found-other = 其他

choice-crossing-yours-with-us = 你方人员，现在我方
choice-crossing-ours-with-you = 我方人员，现在你方或正朝你方

choice-condition-well = 健康
choice-condition-need-doctor = 有人需要医生
choice-condition-urgent = 有生命危险
choice-condition-dead-among-them = 有人死亡

choice-wish-want-to-return = 他们愿意返回
choice-wish-do-not-want = 他们不愿返回
choice-wish-differ = 有人愿意，有人不愿
choice-wish-not-asked = 尚未询问

choice-return_way-at-sea = 海上
choice-return_way-at-crossing-point = 在过境点
choice-return_way-by-air = 空中
choice-return_way-through-third-party = 经由第三方

choice-recovered-aircraft-wreck = 航空器残骸
choice-recovered-unmanned-aircraft = 无人航空器
choice-recovered-vessel-wreck = 船舶残骸
choice-recovered-weapon = 武器或其部件
choice-recovered-space-debris = 太空碎片
choice-recovered-persons = 失踪人员或遗体

choice-recovery_work-search = 搜寻
choice-recovery_work-survey = 勘测
choice-recovery_work-make-safe = 就地消除危险
choice-recovery_work-raise = 打捞并运走

choice-air_danger-missile-firing = 导弹发射
choice-air_danger-air-defence-ready = 防空处于战备状态
choice-air_danger-gunnery = 炮射
choice-air_danger-unmanned-aircraft = 无人航空器
choice-air_danger-military-aircraft = 附近有军用航空器
choice-air_danger-falling-debris = 碎片坠落
choice-air_danger-rocket-launch = 火箭发射
choice-air_danger-navigation-interference = 导航受干扰
choice-air_danger-taken-for-military = 可能被当作军用航空器
choice-air_danger-off-course = 远离其航线

choice-transmit-turn-away = TURN AWAY NOW, DANGER AHEAD（请立即转向，前方危险）
choice-transmit-steer-course = TURN TO COURSE ... TRUE（请取下述航向）
choice-transmit-climb = CLIMB NOW TO ...（请爬升至下述高度）
choice-transmit-descend = DESCEND NOW TO ...（请下降至下述高度）
choice-transmit-leave-area = LEAVE THIS AREA BY THE SHORTEST WAY（请由最短路线离开该区域）
choice-transmit-change-frequency = CONTACT US ON ...（请改用下述频率）
choice-transmit-identify = SAY YOUR CALL SIGN（请报你的呼号）

choice-own_measure-none = 尚未采取
choice-own_measure-warned-by-us = 我方已自行警告
choice-own_measure-fire-held = 我方已停火等待
choice-own_measure-own-aircraft-away = 我方航空器已避开
choice-own_measure-airspace-closed = 我方已关闭该处空域

## 计数定义与单位
quantity-phrase-number = IR2 为米，RT7、RT8 和 RT9 为百米
quantity-persons-own-side = 报告一方的人员，每人只计一次
quantity-persons-in-distress = 每一名需要救援者，含船员或机组
quantity-persons-found = 该群体的每一人，含死者
