### 询问、抗议、会议：这些表单的用词。

## 标题
form-Q3 = 请求会晤
form-Q4 = 关于边境事件的询问
form-Q5 = 请求领导人通话
form-Q6 = 抗议：违反了一项规则
form-Q7 = 委员会议程

## 答复
answer-later = LATER：可以，但须另择时间

## 配置
profile-border = 边境问题
profile-commissions = 年度委员会

## 字段
field-meeting_level = 级别
    .help = 应由哪一职务会晤。
field-topic = 议题
    .help = 要谈什么，几句话。
field-medium = 方式
    .help = 双方以何种方式交谈。
field-meeting_host = 东道方
    .help = 在谁的场所。如无需场所：请选该项。
field-meeting_place = 地点
    .help = 在何处会晤，用文字写。
field-talk_language = 会谈语言
    .help = 语言代码，以 / 分隔，你方语言在前：uk/en。
field-facts = 所见情况
    .help = 就你方所知，边境上发生了什么。只写事实。
field-urgent = 紧急
    .help = 请求在两天内答复。此时限是本软件的默认值。
field-caller = 主叫方职务
    .help = 你方的职务，绝不写姓名。
field-called = 受话方职务
    .help = 对方的职务，绝不写姓名。
field-slot_1 = 第一个提议时段
    .help = 开始和结束，用 UTC。
field-slot_2 = 第二个提议时段
    .help = 开始和结束，用 UTC。
field-slot_3 = 第三个提议时段
    .help = 开始和结束，用 UTC。
field-confidentiality = 保密
    .help = 谁可以看到本电文。双方都须遵守。
field-rule_claimed = 规则
    .help = 你方认为被违反的规则，及其出处。
field-redress = 请求
    .help = 你方请求什么。本表单不含威胁，也不含最后通牒。
field-redress_text = 请求（文字）
    .help = 请求的细节。如选项已说明一切，请留空。
field-commission = 委员会
    .help = 其名称及所依据的协定。
field-agenda = 议程项目
    .help = 请给项目编号。每项一事。
field-item_ref = 项目所涉电文
    .help = 一方名称和编号：ALPHA 12。
field-item_ref_more = 第二份此类电文
    .help = 一方名称和编号：ALPHA 12。
field-item_ref_last = 第三份此类电文
    .help = 一方名称和编号：ALPHA 12。

## 选项
choice-meeting_level-duty-officers = 值班军官
choice-meeting_level-experts = 专家
choice-meeting_level-commanders = 当地指挥官
choice-meeting_level-deputies = 副参谋长
choice-meeting_level-chiefs-of-staff = 参谋长
choice-meeting_level-ministers = 部长
choice-meeting_level-delegations = 代表团

choice-medium-in-person = 当面
choice-medium-video = 视频
choice-medium-voice = 语音
choice-medium-text = 书面

choice-meeting_host-our-side = 我方
choice-meeting_host-your-side = 你方
choice-meeting_host-neutral-host = 中立东道方
choice-meeting_host-contact-point = 线上会晤点
choice-meeting_host-no-place = 无需场所

choice-principal-head-of-state = 国家元首
choice-principal-head-of-government = 政府首脑
choice-principal-defence-minister = 国防部长
choice-principal-foreign-minister = 外交部长
choice-principal-chief-of-staff = 总参谋长
choice-principal-security-adviser = 国家安全委员会办事机构负责人

choice-confidentiality-parties-only = 仅限各方
choice-confidentiality-parties-and-host = 各方和中立东道方
choice-confidentiality-may-be-published = 可以公布

choice-redress-none = 不作请求：仅供存案
choice-redress-explanation = 作出解释
choice-redress-stop = 予以停止
choice-redress-not-again = 不再发生
choice-redress-return = 归还人员或物品
choice-redress-investigation = 进行调查
choice-redress-meeting = 举行会晤
