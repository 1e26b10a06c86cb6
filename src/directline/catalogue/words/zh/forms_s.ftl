### 战略与发射类表单的其余用词。

## 标题
form-S2 = 飞越我方领土之外、朝向你方的导弹发射
form-S3 = 计划发射弹道导弹或运载火箭
form-S4 = 弹道导弹飞行试验
form-S5 = 已进行的发射
form-S6 = 有重型轰炸机参加的战略演习
form-S7 = 核事件
form-S8 = 不明物体，或预警系统受干扰
form-S9 = 对核事件的解释
form-S10 = 战略武器：数据变更
form-S11 = 战略武器：半年数据
form-S12 = 战略武器：移动或轰炸机访问
form-S13 = 战略武器：转换或销毁
form-S14 = 战略武器：遥测问题
form-S15 = 战略武器：视察员前来
form-S16 = 战略武器：视察员飞行计划
form-S17 = 不得攻击的设施

## 字段
field-beyond_territory = 超出本国领土
    .help = 飞行是否超出发射方的领土。
field-direction = 飞行方向
    .help = 自发射地点起的真方位度数，0 至 359。
field-vehicle_class = 类别
    .help = 弹道导弹或运载火箭。
field-missile_type = 型号
    .help = 导弹的型号或类别，就公开而言。
field-notam = NOTAM
    .help = 航行通告的编号。
field-navarea = NAVAREA
    .help = 航海警告的编号。
field-distances_kept = 遵守商定距离
    .help = 发射场、航迹和落区距边境是否不小于商定的距离。
field-notice_ref = 事先通知
    .help = 本次发射的通知：ALPHA 12。
field-launch_time = 发射时间
    .help = 何时发射，用 UTC。
field-launch_site = 发射场
    .help = 发射场、靶场或水域的名称。
field-azimuth = 射向
    .help = 发射时的真方位度数，0 至 359。
field-exercise_date = 开始日期
    .help = UTC 日期：2026-11-21。
field-bombers = 重型轰炸机
    .help = 是否有重型轰炸机参加。
field-incident_kind = 事件性质
    .help = 就所知，事件如何发生。
field-detonation = 可能爆炸
    .help = 核武器是否可能已经爆炸或仍可能爆炸。
field-harmless_steps = 已采取的步骤
    .help = 为消除其危险正在做什么。
field-warning_event = 发生的情况
    .help = 预警系统发现物体，或该系统本身受干扰。
field-sensor = 传感器
    .help = 作出报告的传感器或链路的种类。
field-bearing = 扇区中线
    .help = 自传感器起的真方位度数，0 至 359。
field-objects = 物体
    .help = 探测到多少物体。
field-confidence = 可信度
    .help = 我方对该报告属实有多大把握。
field-interference = 干扰迹象
    .help = 传感器或其链路是否有受干扰的迹象。
field-explain = 请求或提供
    .help = 你方是请求解释还是提供解释。
field-explanation = 内容
    .help = 请求解释或所解释的内容。只写事实。
field-item_kind = 物项
    .help = 物项的种类，按条约的计数。
field-facility = 设施
    .help = 其名称，与所交换的数据一致。
field-count_before = 变更前数量
    .help = 变更前该设施有多少。
field-count_after = 变更后数量
    .help = 变更后该设施有多少。
field-change_cause = 变更原因
    .help = 数量因何变更。
field-event_date = 事件日期
    .help = 发生之日，用 UTC：2026-11-21。
field-period_end = 期末日期
    .help = 半年期的最后一天，用 UTC：2026-08-31。
field-deployed = 已部署的导弹和轰炸机
    .help = 期末当日的总数。
field-warheads = 弹头
    .help = 期末当日的总数。
field-launchers = 发射装置
    .help = 期末当日的总数。
field-table_digest = 表格的摘要值
    .help = 完整表格的 SHA-256，表格另作文件传送。
field-movement_kind = 移动种类
    .help = 物项的移动，或轰炸机的访问。
field-item_id = 识别号
    .help = 物项的唯一识别号。
field-from_facility = 离开的设施
    .help = 物项所离开的设施。
field-to_facility = 到达的设施
    .help = 物项所到达的设施。
field-exit_date = 离开日期
    .help = 离开的日期，用 UTC：2026-11-21。
field-arrival_date = 到达日期
    .help = 到达的日期，用 UTC：2026-11-21。
field-stage = 开始或结束
    .help = 本电文所告知的阶段。
field-work_kind = 工作种类
    .help = 转换或销毁。
field-item_ids = 各识别号
    .help = 各物项的唯一识别号，以空格分隔。
field-method = 方法
    .help = 物项如何转换或销毁。
field-begin_date = 工作开始日期
    .help = 如为开始：UTC 日期，2026-11-21。
field-end_date = 工作结束日期
    .help = 如为结束：UTC 日期，2026-11-21。
field-flight = 飞行
    .help = 所涉遥测数据的飞行的代号。
field-received_date = 收到日期
    .help = 何时移交记录，用 UTC：2026-11-21。
field-defect = 缺陷
    .help = 记录有何问题。
field-details = 细节
    .help = 究竟缺少什么或哪里不清楚。
field-inspection_kind = 视察种类
    .help = 按条约的名称。
field-point_of_entry = 入境点
    .help = 视察员在何处入境。
field-arrival_at = 到达时间
    .help = 预计到达入境点的时间，用 UTC。
field-inspectors = 视察员
    .help = 有多少视察员前来。
field-inspectors_list = 视察员名单
    .help = 载有其姓名的商定名单的编号。此处不写姓名。
field-departure = 出发时间
    .help = 计划出发的时间，用 UTC。
field-registration = 登记号
    .help = 航空器的登记标志。
field-clearance = 许可号
    .help = 当年的长期许可编号。
field-flight_plan = 飞行计划
    .help = 按所提交的国际民航组织格式。
field-list_year = 清单年份
    .help = 清单所涉的日历年。
field-list_place = 清单中的序号
    .help = 每个设施单独一份电文。
field-list_total = 清单中的设施数
    .help = 全部清单由多少份电文组成。
field-protected_facility = 受保护设施
    .help = 其名称，按我方的叫法。

## 选项
choice-vehicle_class-ballistic-missile = 弹道导弹
choice-vehicle_class-space-launch-vehicle = 运载火箭

choice-incident_kind-accidental = 意外
choice-incident_kind-unauthorised = 未经授权
choice-incident_kind-unexplained = 原因不明

choice-harmless_steps-none-yet = 尚未采取
choice-harmless_steps-tracking = 正在跟踪
choice-harmless_steps-disabling = 正在使其失效
choice-harmless_steps-destroying = 正在销毁
choice-harmless_steps-recovering = 正在回收
choice-harmless_steps-evacuating = 正在疏散该地区
choice-harmless_steps-other = 其他

choice-warning_event-unidentified-objects = 探测到不明物体
choice-warning_event-warning-system-interference = 预警系统受干扰
choice-warning_event-communications-interference = 其通信受干扰

choice-sensor-radar = 雷达
choice-sensor-infrared-satellite = 红外卫星
choice-sensor-optical = 光学
choice-sensor-acoustic = 声学或地震
choice-sensor-communications = 通信链路
choice-sensor-other = 其他

choice-confidence-low = 低
choice-confidence-medium = 中
choice-confidence-high = 高

choice-explain-request = 我方请求解释
choice-explain-offer = 我方作出解释

choice-item_kind-icbm = ICBM
choice-item_kind-icbm-launcher = ICBM 发射装置
choice-item_kind-slbm = SLBM
choice-item_kind-slbm-launcher = SLBM 发射装置
choice-item_kind-heavy-bomber = 重型轰炸机

choice-change_cause-loss = 损失
choice-change_cause-disablement = 失效
choice-change_cause-display = 静态展示
choice-change_cause-conversion = 转换
choice-change_cause-other = 其他

choice-movement_kind-movement = 物项的移动
choice-movement_kind-bomber-visit = 轰炸机的访问

choice-stage-start = 开始
choice-stage-end = 结束

choice-work_kind-conversion = 转换
choice-work_kind-elimination = 销毁

choice-defect-missing = 缺少记录
choice-defect-incomplete = 不完整
choice-defect-not-readable = 无法读取
choice-defect-cannot-be-played = 无法回放
choice-defect-description-missing = 缺少说明
choice-defect-other = 其他

choice-inspection_kind-type-one = 第一类
choice-inspection_kind-type-two = 第二类
choice-inspection_kind-exhibition = 展示
choice-inspection_kind-other = 其他

## 计数定义与单位
quantity-objects-detected = 由传感器保持的各自独立的航迹
quantity-items-at-facility = 该设施中的此类物项
quantity-deployed-delivery = 已部署的 ICBM、已部署的 SLBM 和已部署的重型轰炸机
quantity-warheads-counted = 按条约的计数
quantity-launchers-counted = 已部署和未部署的发射装置，以及重型轰炸机
quantity-inspectors-coming = 视察员，不含机组
quantity-calendar-year = 日历年
quantity-place-in-list = 清单中的序号，从 1 开始
quantity-facilities-in-list = 当年清单中的设施

## 配置
profile-accident-measures = 事故措施：朝向对方的发射、对核事件的解释
profile-launch-data = 发射数据：已进行的发射的报告
profile-south-asia = 南亚：飞行试验、演习、边境飞行和受保护设施
profile-strategic-arms = 战略武器：依据一项已失效条约的数据、移动和视察
