### كلمات نماذج الخط، عدا الأولى.

## العناوين
form-L2 = رسالة خدمة بين المشغلين
form-L3 = انقطاع دائرة اتصال أو عودتها
form-L7 = أعيدوا الرسالة، أو شك في أحد الحقول
form-L9 = تغيير جهة الاتصال
form-L10 = المفتاح: تغيير أو فقدان أو انكشاف
form-L11 = حالة المناوبة

## الحقول
field-bearer = الدائرة
    .help = اسم الدائرة أو رقمها كما تستعمله كل الأطراف.
field-service_text = نص الخدمة
    .help = عن الخط نفسه، للمشغلين. لا شيء للقيادة.
field-outage_state = الحالة
    .help = هل الانقطاع مخطط أم بدأ أم انتهى.
field-outage_at = وقت الانقطاع أو العودة
    .help = متى انقطعت الدائرة أو عادت، بالتوقيت العالمي.
field-expected_until = العودة المتوقعة
    .help = متى يُتوقع أن تعود الدائرة، بالتوقيت العالمي.
field-outage_cause = السبب
    .help = لماذا انقطعت الدائرة، بقدر المعلوم.
field-alternate = الدائرة البديلة
    .help = ما ينقل الخط في أثناء ذلك.
field-query = الاستفسار
    .help = إعادة الرسالة كلها، أو شك في حقل واحد.
field-doubted_field = الحقل المشكوك فيه
    .help = اسمه في النموذج، مثل position.
field-doubt = وجه الشك
    .help = ما يبدو خطأ في الحقل كما وصل.
field-contact_action = ما يتغير
    .help = هل جهة الاتصال جديدة أم مغيّرة أم ملغاة.
field-new_contact = جهة الاتصال
    .help = وظيفة وكيفية الوصول إليها. وظيفة، لا اسم شخص.
field-old_contact = بدلًا من
    .help = جهة الاتصال التي لم تعد سارية، إن وُجدت.
field-valid_from = تسري من وقت
    .help = متى يسري التغيير، بالتوقيت العالمي.
field-languages = اللغات
    .help = رموز اللغات وبينها مسافة: en ru.
field-key_event = الحدث
    .help = ما حدث للمفتاح.
field-key_id = المفتاح
    .help = بصمته أو اسمه كما في الميثاق.
field-occurred_at = وقت الحدوث
    .help = متى حدث أو لوحظ أول مرة، بالتوقيت العالمي.
field-key_use = المفتاح لا يزال مستعملًا
    .help = هل لا يزال جانبنا يستعمل هذا المفتاح.
field-out_of_band = وسيلة التحقق
    .help = كيف يمكنكم التحقق من هذا خارج الخط.
field-on_watch = ضابط في المناوبة
    .help = هل يوجد الآن ضابط في المناوبة.
field-next_relief = التبديل التالي
    .help = متى تُبدَّل المناوبة المرة القادمة، بالتوقيت العالمي.

## الخيارات
choice-outage_state-planned = مخطط
choice-outage_state-begun = بدأ
choice-outage_state-restored = انتهى، عادت الدائرة

choice-outage_cause-maintenance = صيانة
choice-outage_cause-equipment = عطل في المعدات
choice-outage_cause-cable = تلف في الكابل
choice-outage_cause-power = انقطاع الكهرباء
choice-outage_cause-interference = تشويش
choice-outage_cause-weather = الطقس
choice-outage_cause-other = غير ذلك

choice-query-say-again = أعيدوا الرسالة كلها
choice-query-doubt-about-field = نشك في أحد الحقول

choice-doubt-not-readable = لا يُقرأ
choice-doubt-not-plausible = لا يمكن أن يكون صحيحًا
choice-doubt-differs = يختلف عن رسالة أخرى
choice-doubt-not-understood = غير مفهوم
choice-doubt-other = غير ذلك

choice-contact_action-new = جهة اتصال جديدة
choice-contact_action-changed = تغيّرت جهة الاتصال
choice-contact_action-withdrawn = أُلغيت جهة الاتصال

choice-key_event-change = تغيير مخطط
choice-key_event-loss = مفقود
choice-key_event-compromise = صار معروفًا لغيرنا
choice-key_event-suspected-compromise = قد يكون معروفًا لغيرنا

choice-out_of_band-in-person = لقاء شخصي
choice-out_of_band-telephone = الهاتف
choice-out_of_band-courier = رسول
choice-out_of_band-diplomatic-channel = القناة الدبلوماسية
choice-out_of_band-none = لا وسيلة أخرى الآن

## مجموعات النماذج
profile-watch = المناوبة: من المناوب، عند كل تبديل
