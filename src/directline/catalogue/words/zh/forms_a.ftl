### 计划活动类表单的其余用词。

## 标题
form-A2 = 军事演习，事先通知
form-A3 = 未预告部队的军事演习
form-A4 = 边境附近的演习
form-A5 = 边境附近的飞行
form-A7 = 区域：划设、变更或撤销
form-A8 = 特别谨慎区，提议
form-A9 = 使用激光
form-A10 = 接触线附近的地面移动
form-A11 = 已发布的文件
form-A12 = 海上特殊作业，已发信号

## 字段
field-designation = 演习名称
    .help = 正式名称。
field-purpose = 目的
    .help = 演练内容，一两句话。
field-states = 参加国
    .help = 两个字母的国家代码，以空格分隔。
field-command_level = 指挥级别
    .help = 指导演习的最高级别。
field-troops = 兵员
    .help = 任一时刻的最大数量。
field-tanks = 主战坦克
    .help = 任一时刻的最大数量。
field-armoured_vehicles = 装甲战斗车辆
    .help = 任一时刻的最大数量。
field-artillery = 火炮
    .help = 任一时刻的最大数量。
field-helicopters = 直升机
    .help = 任一时刻的最大数量。
field-sorties = 飞行架次
    .help = 计划的数量。
field-amphibious = 登陆兵员
    .help = 兵员数量。如无则写 0。
field-airborne = 伞降或机降兵员
    .help = 兵员数量。如无则写 0。
field-sealed_until = 在此之前不得告知部队
    .help = 部队何时得知演习，用 UTC。
field-exercise_kind = 演习种类
    .help = 陆上、空中、海上或联合。
field-formations = 编队
    .help = 参加的部队，按级别和番号。
field-forces_shifted = 调入的部队
    .help = 为演习从其他地区调来的部队，以及停留到何时。
field-flight_purpose = 飞行目的
    .help = 飞行的用途。
field-aircraft_type = 航空器型号
    .help = 其型号代码。
field-weapons_aboard = 机上有武器
    .help = 航空器是否携带武器。
field-zone = 区域名称
    .help = 其简称，在所有相关电文中相同。
field-zone_action = 对区域的处理
    .help = 区域是划设、变更还是撤销。
field-may_enter = 谁可进入
    .help = 在区域有效期间。
field-measures = 措施
    .help = 各方在该区域内做什么或不做什么。
field-frequencies = 频率
    .help = 用于区域内的直接联络：121.5 MHz。
field-wavelength = 光的种类
    .help = 波长范围。
field-hazard_range = 危险距离
    .help = 可能伤及眼睛或传感器的最远距离，以米计。
field-moving = 移动之物
    .help = 种类、数量和识别标志，就公开而言。
field-marking = 标志
    .help = 如何从地面和空中辨认车辆。
field-document_title = 标题
    .help = 按印刷原样，用其本来语言。
field-document_kind = 文件种类
    .help = 是哪一种文件。
field-document_date = 文件日期
    .help = UTC 日期：2026-11-21。
field-document_place = 所在之处
    .help = 可在何处阅读该文件：地址或编号。
field-document_digest = 摘要值
    .help = 文件的 SHA-256，以便各方所指为同一文本。
field-signal = 已发信号
    .help = 按现场所发原样。含义见你们商定的信号表。
field-operation = 作业
    .help = 用明语写，无论信号怎么说。
field-vessel = 舰船或航空器
    .help = 呼号、舷号或名称。
field-signal_at = 信号时间
    .help = 何时发出信号，用 UTC。

## 选项
choice-command_level-company = 连
choice-command_level-battalion = 营
choice-command_level-brigade = 旅或团
choice-command_level-division = 师
choice-command_level-corps = 军
choice-command_level-army = 集团军或以上
choice-command_level-joint = 联合指挥部
choice-command_level-other = 其他

choice-exercise_kind-land = 陆上
choice-exercise_kind-air = 空中
choice-exercise_kind-naval = 海上
choice-exercise_kind-joint = 联合

choice-flight_purpose-survey = 勘测
choice-flight_purpose-relief = 救济
choice-flight_purpose-rescue = 救援
choice-flight_purpose-supply = 补给哨所
choice-flight_purpose-other = 其他

choice-zone_action-declare = 划设
choice-zone_action-change = 变更
choice-zone_action-lift = 撤销

choice-may_enter-nobody = 任何人都不得进入
choice-may_enter-author-only = 仅本电文的发文方
choice-may_enter-addressees-only = 仅本电文的收文方
choice-may_enter-all-parties = 所有各方
choice-may_enter-civil-only = 仅民用交通
choice-may_enter-humanitarian-only = 仅人道主义交通

choice-wavelength-ultraviolet = 紫外
choice-wavelength-visible = 可见光
choice-wavelength-near-infrared = 近红外
choice-wavelength-infrared = 中红外或远红外
choice-wavelength-several = 多种

choice-ground-infantry = 步兵
choice-ground-vehicles = 非装甲车辆
choice-ground-armour = 装甲车辆
choice-ground-artillery = 炮兵
choice-ground-engineers = 工兵
choice-ground-supply = 补给
choice-ground-medical = 医疗
choice-ground-mixed = 混合

choice-document_kind-strategy = 战略
choice-document_kind-doctrine = 条令
choice-document_kind-report = 报告
choice-document_kind-law = 法律
choice-document_kind-budget = 预算
choice-document_kind-other = 其他

choice-operation-preparing-to-dive = 潜艇准备下潜
choice-operation-submarine-surfacing = 潜艇即将上浮
choice-operation-launching-aircraft = 起飞航空器
choice-operation-recovering-aircraft = 回收航空器
choice-operation-helicopter-operations = 直升机作业
choice-operation-replenishment = 海上补给
choice-operation-other = 其他

## 计数定义与单位
quantity-troops-taking-part = 每一名参加的军人，含参谋和支援人员
quantity-tanks-taking-part = 参加的主战坦克
quantity-armoured-vehicles-taking-part = 参加的装甲战斗车辆，不含坦克
quantity-artillery-taking-part = 参加的 100 毫米及以上的火炮、迫击炮和火箭炮
quantity-helicopters-taking-part = 参加的各类直升机
quantity-sorties-planned = 航空器起飞次数，不含直升机
quantity-troops-landing = 从舰船登陆的兵员
quantity-troops-dropped = 用降落伞或直升机着陆的兵员
quantity-metres = 米

## 配置
profile-dangerous-activities = 危险活动：特别谨慎区、激光、对指挥的干扰
profile-policy-notices = 政策通告：对方应阅读的文件
profile-special-signals = 特殊信号：海上信号，连同明语含义一并转达
