### الأسئلة والاحتجاجات والاجتماعات: كلمات هذه النماذج.

## العناوين
form-Q3 = طلب اجتماع
form-Q4 = استفسار عن حدث على الحدود
form-Q5 = طلب مكالمة بين القادة
form-Q6 = احتجاج: خُرقت قاعدة
form-Q7 = جدول أعمال لجنة

## الأجوبة
answer-later = LATER: نعم، لكن في وقت آخر

## مجموعات النماذج
profile-border = أسئلة الحدود
profile-commissions = اللجان السنوية

## الحقول
field-meeting_level = المستوى
    .help = من يجتمع، بحسب الوظيفة.
field-topic = الموضوع
    .help = ما سيُبحث، في بضع جمل.
field-medium = الطريقة
    .help = كيف يتحدث الجانبان.
field-meeting_host = من يستضيف
    .help = لمن المكان. إن لم يكن مكان فاختاروا ذلك.
field-meeting_place = المكان
    .help = أين يُعقد اللقاء، كتابةً.
field-talk_language = لغات الحديث
    .help = رموز اللغات وبينها /، ولغتكم أولًا: ar/en.
field-facts = ما شوهد
    .help = ما حدث على الحدود كما يعلمه جانبكم. وقائع فقط.
field-urgent = عاجل
    .help = طلب الرد خلال يومين. هذه المدة اقتراح من هذا البرنامج.
field-caller = من يتصل
    .help = المنصب في جانبكم، بلا اسم.
field-called = من يُتصل به
    .help = المنصب في الجانب الآخر، بلا اسم.
field-slot_1 = الوقت المقترح الأول
    .help = البداية والنهاية بالتوقيت العالمي.
field-slot_2 = الوقت المقترح الثاني
    .help = البداية والنهاية بالتوقيت العالمي.
field-slot_3 = الوقت المقترح الثالث
    .help = البداية والنهاية بالتوقيت العالمي.
field-confidentiality = السرية
    .help = من يجوز أن يرى هذه الرسالة. يلتزم الجانبان بذلك.
field-rule_claimed = القاعدة
    .help = القاعدة التي يقول جانبكم إنها خُرقت، وأين وردت.
field-redress = ما يُطلب
    .help = ما يطلبه جانبكم. لا مكان في هذا النموذج لتهديد أو إنذار نهائي.
field-redress_text = ما يُطلب، كتابةً
    .help = تفاصيل الطلب. اتركوه فارغًا إن كان الاختيار كافيًا.
field-commission = اللجنة
    .help = اسمها والاتفاق الذي تخدمه.
field-agenda = البنود
    .help = رقّموا البنود. مسألة واحدة في كل بند.
field-item_ref = رسالة يتناولها بند
    .help = الطرف والرقم: ALPHA 12.
field-item_ref_more = رسالة ثانية من ذلك
    .help = الطرف والرقم: ALPHA 12.
field-item_ref_last = رسالة ثالثة من ذلك
    .help = الطرف والرقم: ALPHA 12.

## الخيارات
choice-meeting_level-duty-officers = الضباط المناوبون
choice-meeting_level-experts = خبراء
choice-meeting_level-commanders = القادة في المنطقة
choice-meeting_level-deputies = نواب رؤساء الأركان
choice-meeting_level-chiefs-of-staff = رؤساء الأركان
choice-meeting_level-ministers = الوزراء
choice-meeting_level-delegations = وفود

choice-medium-in-person = وجهًا لوجه
choice-medium-video = بالفيديو
choice-medium-voice = بالصوت
choice-medium-text = كتابةً

choice-meeting_host-our-side = جانبنا
choice-meeting_host-your-side = جانبكم
choice-meeting_host-neutral-host = مضيف محايد
choice-meeting_host-contact-point = نقطة اللقاء على الخط
choice-meeting_host-no-place = لا حاجة إلى مكان

choice-principal-head-of-state = رئيس الدولة
choice-principal-head-of-government = رئيس الحكومة
choice-principal-defence-minister = وزير الدفاع
choice-principal-foreign-minister = وزير الخارجية
choice-principal-chief-of-staff = رئيس الأركان
choice-principal-security-adviser = رئيس جهاز مجلس الأمن القومي

choice-confidentiality-parties-only = الأطراف فقط
choice-confidentiality-parties-and-host = الأطراف والمضيف المحايد
choice-confidentiality-may-be-published = يجوز نشرها

choice-redress-none = لا شيء: للتسجيل
choice-redress-explanation = تفسير
choice-redress-stop = أن يتوقف
choice-redress-not-again = ألا يتكرر
choice-redress-return = إعادة أشخاص أو أشياء
choice-redress-investigation = تحقيق
choice-redress-meeting = اجتماع
