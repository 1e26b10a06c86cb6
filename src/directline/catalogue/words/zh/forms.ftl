### 表单的标题、标签、说明与选项。设计语言为英语。

## 标题
form-I0 = 停手：请停止你方正在做的事（STEP BACK）
form-I1 = 停止：你方正在打击此处
form-I4 = 进入我方领土：是你方的吗？
form-I5 = 我方失控的武器或无人机
form-L1 = 线路测试
form-L4 = 回执
form-L5 = 查询：是否已阅，或缺少什么
form-L6 = 更正或取消
form-L8 = 暂停或恢复某一事项
form-A1 = 危险区
form-A6 = 空中行动区
form-S1 = 弹道导弹发射，事先通知
form-H3 = 人道主义行动
form-H11 = 交换：人员转移
form-Q1 = 请求澄清
form-Q2 = 对澄清请求的答复

## 字段
field-addressee = 致（职务）
    .help = 必须接收本电文的职务。写职务，绝不写人名。
field-remark = 备注
    .help = 用你方语言写的简短备注。不予翻译。如各字段已说明一切，请留空。
field-position = 位置
    .help = 经纬度，以及同一地点的 MGRS。两者必须一致。
field-since = 起始时间
    .help = 何时开始，用 UTC：2026-11-21T22:30Z 或 212230ZNOV26。
field-circle = 圆形区域
    .help = 圆心用两种记法，半径用公里或海里。
field-area = 区域
    .help = 按顺序写三个或更多的点，每行一个：经纬度，或 MGRS，或两者以 / 分隔。
field-window = 起，止
    .help = 开始和结束，用 UTC。
field-altitude = 高度
    .help = 最低和最高，带单位（ft、m、FL）和基准（AMSL、AGL、FL）。SFC 为地面，UNL 为无限高。
field-course = 航向
    .help = 真方位度数，0 至 359。
field-speed = 速度
    .help = 节。
field-halt = 必须停止的事
    .help = 请对方此时此地停止的事。
field-own_forces = 我方部队在那里
    .help = 我方部队是否在该处。
field-hit = 遭打击的对象
    .help = 该处此刻遭打击的对象。
field-says = 消息来源
    .help = 报告来自何处。
field-seen = 所见之物
    .help = 种类、数量和识别标志，就所知而言。
field-seen_at = 目击时间
    .help = 最后在此位置看见的时间，用 UTC。
field-instruction = 已给的指示
    .help = 已当场要求其做什么。
field-weapon = 武器种类
    .help = 失控的是什么。
field-launched_at = 发射时间
    .help = 何时发射或失控，用 UTC。
field-launched_from = 发射地点
    .help = 从何处发射，用两种记法。
field-impact_circle = 预计落区
    .help = 预计落于何处：圆心用两种记法，并写半径。
field-impact_at = 预计落地时间
    .help = 预计何时落下，用 UTC。
field-armed = 带有装药
    .help = 是否带有实弹装药。
field-intent = 敌对意图
    .help = 本表单声明没有敌对意图。
field-number = 测试编号
    .help = 本次测试的编号。
field-neutral = 测试文本
    .help = 中性文集中的一句话。没有其他含义。
field-checksum = 校验数字
    .help = 由编号和文本得出的四位数字。双方人员互相核对。
field-ref_party = 所涉电文：一方
    .help = 写该电文的一方，用章程中的编号。
field-ref_generation = 所涉电文：代
    .help = 该方信息流的代次。
field-ref_position = 所涉电文：序号
    .help = 在该方信息流中的序号。
field-level = 步骤
    .help = 2 已送达，3 已打开，4 已理解，5 已转达，6 已答复或不予答复。
field-role = 职务
    .help = 完成该步骤者的职务。
field-call_sign = 呼号
    .help = 完成该步骤者的呼号。
field-passed_unit = 单位或机关
    .help = 已获通知的单位或机关。
field-answer = 答复
    .help = 答复的代码。
field-read_back = 复述的值
    .help = 接收方重新输入的内容。
field-decline_reason = 不予答复的理由
    .help = 理由的代码。
field-request = 请求事项
    .help = 询问电文是否已阅，或索取此处缺少的电文。
field-ref = 电文
    .help = 一方名称和编号：ALPHA 12。
field-last = 最后一份缺少的电文
    .help = 编号有缺时，缺号范围的末尾。
field-action = 处理
    .help = 取消该电文，或更正其中某些字段。
field-original_form = 原电文的表单
    .help = 被取消或更正的表单的代码。
field-changes = 更正的字段
    .help = 每行一个：字段 = 新值。
field-correction_reason = 理由
    .help = 为何取消或更正。
field-subject = 事项
    .help = 暂停或恢复的事项。测试、救生和人道主义表单始终照常。
field-suspension = 暂停或恢复
    .help = 你方声明的内容。
field-legal_basis = 法律依据
    .help = 你方所依据的内容，用你方自己的措辞。
field-effective_date = 生效日期
    .help = UTC 日期：2026-11-21。
field-launch_date = 发射日期
    .help = 计划的 UTC 日期：2026-11-21。
field-missile_class = 导弹类别
    .help = 洲际弹道导弹或潜射弹道导弹。
field-launch_place = 发射区（文字）
    .help = 如为潜艇：所在大洋象限或水域。
field-launch_area = 发射区
    .help = 按顺序写三个或更多的点，每行一个。
field-impact_area = 落区
    .help = 按顺序写三个或更多的点，每行一个。
field-nature = 危险性质
    .help = 使该区域危险的原因，如愿公开。
field-warning_ref = 已发布的警告
    .help = NOTAM 或 NAVAREA 警告的编号。
field-aircraft = 航空器
    .help = 只写类别。不写目标。
field-separation_rule = 间隔规则
    .help = 双方遵守的规则的代码。
field-cause = 关切的原因
    .help = 你方看到什么，为何关切。
field-activity = 活动
    .help = 你方所询问的活动种类。
field-questions = 问题
    .help = 请给问题编号。每题一事。
field-result = 结果
    .help = 问题是否已答复。“无法说明”是合法答复。
field-reply = 答复内容
    .help = 按编号逐题答复。
field-activity_ends = 活动结束时间
    .help = 预计活动何时结束，用 UTC。
field-organisation = 组织
    .help = 由谁行动。
field-route = 路线
    .help = 按顺序写各点，每行一个。其后可加时间：@ 2026-11-21T22:30Z。
field-vehicles = 车辆
    .help = 有多少车辆行动。
field-vehicle_marks = 车型、牌照、颜色
    .help = 每辆车：车型、牌照、颜色。
field-persons = 人员
    .help = 有多少人同行。
field-roof_marking = 车顶标志
    .help = 车顶是否有可从空中看见的标志。
field-infrared = 红外标志
    .help = 夜间是否可用红外看见标志。
field-contact = 途中联系人
    .help = 职务及联系方式：电话或频率。
field-emergency = 紧急
    .help = 紧急行动的通知时间较短。
field-mode = 交通方式
    .help = 人员如何行进。
field-vehicle_id = 车辆、航班或船舶
    .help = 登记号、航班号或名称。
field-handover = 移交地点
    .help = 用两种记法。
field-stand_down = 防空停火范围
    .help = 圆心用两种记法，并写半径。

## 所有表单的选项
choice-unknown = 不详
choice-ynu-yes = 是
choice-ynu-no = 否

choice-halt-approach = 接近
choice-halt-fire = 射击
choice-halt-movement = 移动
choice-halt-flight = 飞行
choice-halt-boarding = 登临
choice-halt-emission = 发射电磁波（雷达、干扰、激光）

choice-hit-own-forces = 我方部队
choice-hit-friendly-forces = 与我方结盟的部队
choice-hit-civilians = 平民
choice-hit-hospital = 医院
choice-hit-humanitarian-convoy = 人道主义车队
choice-hit-humanitarian-site = 人道主义地点
choice-hit-aircraft = 航空器
choice-hit-vessel = 船舶
choice-hit-infrastructure = 危险或重要基础设施

choice-says-own-unit = 我方现场单位
choice-says-own-command = 我方指挥机关
choice-says-humanitarian-organisation = 人道主义组织
choice-says-third-party = 第三方
choice-says-civil-authority = 民政当局

choice-kind-aircraft = 飞机
choice-kind-helicopter = 直升机
choice-kind-unmanned-aircraft = 无人航空器
choice-kind-vessel = 船舶
choice-kind-submarine = 潜艇
choice-kind-vehicle = 车辆
choice-kind-persons = 徒步人员
choice-kind-balloon = 气球
choice-kind-other = 其他

choice-instruction-none-given = 未给指示
choice-instruction-turn-back = 折返
choice-instruction-leave = 离开该区域
choice-instruction-land = 降落
choice-instruction-stop = 停止
choice-instruction-follow = 跟随我方
choice-instruction-identify = 表明身份

choice-weapon-ballistic-missile = 弹道导弹
choice-weapon-cruise-missile = 巡航导弹
choice-weapon-unmanned-aircraft = 无人航空器
choice-weapon-air-dropped = 空投武器
choice-weapon-artillery = 炮弹
choice-weapon-rocket = 火箭弹
choice-weapon-torpedo = 鱼雷
choice-weapon-naval-drone = 海上无人艇
choice-weapon-balloon = 气球
choice-weapon-other = 其他

choice-intent-none = 无

choice-request-query-ack = 这份电文是否已阅？
choice-request-gap-request = 请发送缺少的电文

choice-action-cancel = 取消
choice-action-correct = 更正

choice-correction_reason-false-alarm = 虚警
choice-correction_reason-error = 电文有误
choice-correction_reason-overtaken = 情况已变
choice-correction_reason-activity-cancelled = 活动已取消
choice-correction_reason-activity-changed = 活动已变更
choice-correction_reason-clearer = 表述更清楚

choice-subject-launch-notification = 发射通知
choice-subject-hazard-notification = 危险区
choice-subject-air-deconfliction = 空中防冲突
choice-subject-humanitarian-movement = 人道主义行动
choice-subject-clarification = 澄清请求
choice-subject-strategic-arms = 战略武器数据与视察
choice-subject-exercise-notification = 军事演习与报告
choice-subject-zones = 接触线附近的区域与移动
choice-subject-incident-report = 事件报告
choice-subject-consultation = 通话、会晤与抗议
choice-subject-cross-domain = 网络、基础设施、核安全与太空
choice-subject-other = 其他

choice-suspension-suspend = 暂停
choice-suspension-resume = 恢复

choice-missile_class-icbm = 洲际弹道导弹（ICBM）
choice-missile_class-slbm = 潜射弹道导弹（SLBM）

choice-nature-gunnery = 炮射
choice-nature-missile-firing = 导弹发射
choice-nature-torpedo = 鱼雷发射
choice-nature-bombing = 投弹训练
choice-nature-submarine-exercise = 潜艇演习
choice-nature-mine-clearance = 扫雷
choice-nature-salvage = 打捞或拖带
choice-nature-rocket-debris = 火箭残骸坠落
choice-nature-other = 其他

choice-aircraft-fast-jet = 高速喷气机
choice-aircraft-bomber = 轰炸机
choice-aircraft-transport = 运输机
choice-aircraft-tanker-or-support = 加油机或支援飞机
choice-aircraft-helicopter = 直升机
choice-aircraft-unmanned = 无人航空器
choice-aircraft-mixed = 混合

choice-activity-movement = 部队移动
choice-activity-exercise = 演习
choice-activity-concentration = 部队集结
choice-activity-flight = 飞行
choice-activity-naval = 海上活动
choice-activity-missile = 导弹活动
choice-activity-construction = 施工
choice-activity-emission = 电磁发射或干扰
choice-activity-incident = 事件
choice-activity-other = 其他

choice-result-answered = 已答复
choice-result-answered-in-part = 部分答复
choice-result-cannot-say = 无法说明

choice-mode-air = 空运
choice-mode-road = 公路
choice-mode-rail = 铁路
choice-mode-sea = 海运

## 线路测试的中性文本
choice-neutral-T1 = 秋天河水很浅，岸边的石头是干的。
choice-neutral-T2 = 港里停着四条白船，第五条是绿的。
choice-neutral-T3 = 清晨，面包师在路灯熄灭之前开店。
choice-neutral-T4 = 学校后面的老苹果树每两年结一次果。
choice-neutral-T5 = 一座有九间屋子的图书馆把地图放在最小的一间。
choice-neutral-T6 = 夜里山上下了雪，山谷却还是灰色的。
choice-neutral-T7 = 火车停靠七个车站，在第三站有茶。
choice-neutral-T8 = 一座房子里的两口钟很少同时敲响。

## 计数定义与单位
quantity-test-number = 本线路的测试次数
quantity-ladder = 回执的步骤，2 至 6
quantity-degrees-true = 真方位度数
quantity-knots = 节
quantity-vehicles-moving = 每一辆行动的车辆，含护送车辆，不含挂车
quantity-persons-aboard = 每一名同行人员，含驾驶员和护送人员
quantity-persons-exchanged = 待移交人员，不含机组和护送人员
datum-AMSL = 平均海平面以上
datum-AGL = 地面以上
datum-FL = 飞行高度层，气压 1013.25 hPa

## 职务
role-DUTY-OFFICER = 值班军官
role-WATCH-SUPERVISOR = 值班长
role-AIR-OPERATIONS = 空中行动
role-MARITIME-OPERATIONS = 海上行动
role-GROUND-OPERATIONS = 地面行动
role-AIR-DEFENCE = 防空
role-LIAISON-OFFICER = 联络官
role-SEARCH-AND-RESCUE = 搜救
role-HUMANITARIAN-CELL = 人道主义小组
role-CONVOY-LEADER = 车队领队
role-EXCHANGE-COORDINATOR = 交换协调员
role-COMMANDER = 指挥官
role-DUTY-DIPLOMAT = 值班外交官

## 配置
profile-core = 核心：每条线路都有
