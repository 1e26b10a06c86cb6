### كلمات النماذج الاستراتيجية ونماذج الإطلاق، عدا الأولى.

## العناوين
form-S2 = إطلاق صاروخ إلى خارج أراضينا، في اتجاهكم
form-S3 = إطلاق مخطط لصاروخ باليستي أو مركبة فضائية
form-S4 = تجربة إطلاق صاروخ باليستي
form-S5 = إطلاق تم
form-S6 = تمرين استراتيجي بقاذفات ثقيلة
form-S7 = حادث نووي
form-S8 = أجسام مجهولة، أو تشويش على أنظمة الإنذار
form-S9 = تفسير حدث نووي
form-S10 = الأسلحة الاستراتيجية: تغيّر البيانات
form-S11 = الأسلحة الاستراتيجية: بيانات نصف سنوية
form-S12 = الأسلحة الاستراتيجية: نقل أو زيارة قاذفة
form-S13 = الأسلحة الاستراتيجية: تحويل أو إزالة
form-S14 = الأسلحة الاستراتيجية: سؤال عن القياس عن بعد
form-S15 = الأسلحة الاستراتيجية: قدوم مفتشين
form-S16 = الأسلحة الاستراتيجية: خطة رحلة المفتشين
form-S17 = منشأة يحظر مهاجمتها

## الحقول
field-beyond_territory = خارج أراضي المُطلِق
    .help = هل يتجاوز المسار أراضي الجانب الذي يُطلق.
field-direction = اتجاه الطيران
    .help = بالدرجات الحقيقية من مكان الإطلاق، من 0 إلى 359.
field-vehicle_class = الفئة
    .help = صاروخ باليستي أو مركبة إطلاق فضائية.
field-missile_type = الطراز
    .help = طراز الصاروخ أو فئته، كما أُعلن.
field-notam = NOTAM
    .help = رقم الإعلان للطيران.
field-navarea = NAVAREA
    .help = رقم التحذير للسفن.
field-distances_kept = المسافات المتفق عليها مُراعاة
    .help = هل مكان الإطلاق والمسار ومنطقة السقوط ليست أقرب إلى الحدود مما اتُّفق عليه.
field-notice_ref = الإخطار
    .help = إخطار هذا الإطلاق: ALPHA 12.
field-launch_time = وقت الإطلاق الفعلي
    .help = متى تم الإطلاق، بالتوقيت العالمي.
field-launch_site = موقع الإطلاق
    .help = اسم الموقع أو الميدان أو المسطح المائي.
field-azimuth = السمت
    .help = بالدرجات الحقيقية عند الإطلاق، من 0 إلى 359.
field-exercise_date = يبدأ في
    .help = تاريخ بالتوقيت العالمي: 2026-11-21.
field-bombers = قاذفات ثقيلة
    .help = هل تشارك قاذفات ثقيلة.
field-incident_kind = النوع
    .help = ما يُعرف عن كيفية وقوعه.
field-detonation = انفجار محتمل
    .help = هل يحتمل أن سلاحًا نوويًا انفجر أو قد ينفجر.
field-harmless_steps = الإجراءات المتخذة
    .help = ما يُفعل لإبطال خطره.
field-warning_event = ما حدث
    .help = أجسام رصدها نظام إنذار، أو تشويش على النظام نفسه.
field-sensor = جهاز الرصد
    .help = نوع الجهاز أو الوصلة التي أبلغت عنه.
field-bearing = وسط القطاع
    .help = الاتجاه من جهاز الرصد بالدرجات الحقيقية، من 0 إلى 359.
field-objects = الأجسام
    .help = كم جسمًا رُصد.
field-confidence = درجة الثقة
    .help = مدى ثقتنا بصحة البلاغ.
field-interference = علامات تشويش
    .help = هل تظهر على أجهزة الرصد أو وصلاتها علامات تشويش.
field-explain = طلب أو عرض
    .help = هل تطلبون تفسيرًا أم تقدمونه.
field-explanation = النص
    .help = ما يُسأل عنه أو يُفسَّر. وقائع فقط.
field-item_kind = نوع البند
    .help = نوع البند كما تحسبه المعاهدة.
field-facility = المنشأة
    .help = اسمها كما في البيانات المتبادلة.
field-count_before = العدد قبل
    .help = كم كان في المنشأة قبل التغيّر.
field-count_after = العدد بعد
    .help = كم في المنشأة بعد التغيّر.
field-change_cause = سبب التغيّر
    .help = ما الذي غيّر العدد.
field-event_date = تاريخ الحدث
    .help = يوم وقوعه بالتوقيت العالمي: 2026-11-21.
field-period_end = نهاية الفترة
    .help = آخر يوم من نصف السنة بالتوقيت العالمي: 2026-08-31.
field-deployed = الصواريخ والقاذفات المنشورة
    .help = المجموع في آخر يوم من الفترة.
field-warheads = الرؤوس الحربية
    .help = المجموع في آخر يوم من الفترة.
field-launchers = منصات الإطلاق
    .help = المجموع في آخر يوم من الفترة.
field-table_digest = بصمة الجدول
    .help = SHA-256 للجدول الكامل الذي يُنقل في ملف مستقل.
field-movement_kind = نوع النقل
    .help = نقل بند، أو زيارة قاذفة.
field-item_id = المعرّف
    .help = المعرّف الفريد للبند.
field-from_facility = من
    .help = المنشأة التي يغادرها.
field-to_facility = إلى
    .help = المنشأة التي يصل إليها.
field-exit_date = تاريخ المغادرة
    .help = تاريخ المغادرة بالتوقيت العالمي: 2026-11-21.
field-arrival_date = تاريخ الوصول
    .help = تاريخ الوصول بالتوقيت العالمي: 2026-11-21.
field-stage = بدء أو انتهاء
    .help = ما تخطر به هذه الرسالة.
field-work_kind = العمل
    .help = تحويل أو إزالة.
field-item_ids = المعرّفات
    .help = المعرّفات الفريدة للبنود وبينها مسافة.
field-method = الطريقة
    .help = كيف تُحوَّل البنود أو تُزال.
field-begin_date = تاريخ البدء
    .help = للبدء: التاريخ بالتوقيت العالمي، 2026-11-21.
field-end_date = تاريخ الانتهاء
    .help = للانتهاء: التاريخ بالتوقيت العالمي، 2026-11-21.
field-flight = الرحلة
    .help = رمز الرحلة المقصود قياسها عن بعد.
field-received_date = تاريخ التسلّم
    .help = متى سُلّمت التسجيلات، بالتوقيت العالمي: 2026-11-21.
field-defect = العيب
    .help = ما العيب في التسجيلات.
field-details = التفاصيل
    .help = ما الناقص أو غير الواضح بالضبط.
field-inspection_kind = نوع التفتيش
    .help = كما تسميه المعاهدة.
field-point_of_entry = نقطة الدخول
    .help = أين يدخل المفتشون البلد.
field-arrival_at = وقت الوصول
    .help = الوقت المتوقع للوصول إلى نقطة الدخول، بالتوقيت العالمي.
field-inspectors = المفتشون
    .help = كم مفتشًا يأتي.
field-inspectors_list = قائمة المفتشين
    .help = رقم القائمة المتفق عليها التي تضم أسماءهم. لا تكتبوا أسماء هنا.
field-departure = المغادرة
    .help = الوقت المخطط للمغادرة، بالتوقيت العالمي.
field-registration = رقم تسجيل الطائرة
    .help = علامات تسجيل الطائرة.
field-clearance = رقم الإذن
    .help = رقم الإذن الدائم لهذه السنة.
field-flight_plan = خطة الرحلة
    .help = كما قُدمت، بصيغة الإيكاو.
field-list_year = سنة القائمة
    .help = السنة التي وُضعت لها القائمة.
field-list_place = الرقم في القائمة
    .help = تُرسل كل منشأة في رسالة مستقلة.
field-list_total = مجموع المنشآت في القائمة
    .help = كم رسالة تشكل القائمة كلها.
field-protected_facility = المنشأة
    .help = اسمها كما نسميها.

## الخيارات
choice-vehicle_class-ballistic-missile = صاروخ باليستي
choice-vehicle_class-space-launch-vehicle = مركبة إطلاق فضائية

choice-incident_kind-accidental = عرضي
choice-incident_kind-unauthorised = غير مأذون به
choice-incident_kind-unexplained = بلا تفسير

choice-harmless_steps-none-yet = لا شيء بعد
choice-harmless_steps-tracking = تتبعه
choice-harmless_steps-disabling = تعطيله
choice-harmless_steps-destroying = تدميره
choice-harmless_steps-recovering = استعادته
choice-harmless_steps-evacuating = إخلاء المنطقة
choice-harmless_steps-other = غير ذلك

choice-warning_event-unidentified-objects = رُصدت أجسام مجهولة
choice-warning_event-warning-system-interference = تشويش على نظام إنذار
choice-warning_event-communications-interference = تشويش على اتصالاته

choice-sensor-radar = رادار
choice-sensor-infrared-satellite = قمر صناعي بالأشعة تحت الحمراء
choice-sensor-optical = بصري
choice-sensor-acoustic = صوتي أو زلزالي
choice-sensor-communications = وصلة اتصالات
choice-sensor-other = غير ذلك

choice-confidence-low = منخفضة
choice-confidence-medium = متوسطة
choice-confidence-high = عالية

choice-explain-request = نطلب تفسيرًا
choice-explain-offer = نقدم تفسيرًا

choice-item_kind-icbm = صاروخ عابر للقارات (ICBM)
choice-item_kind-icbm-launcher = منصة إطلاق ICBM
choice-item_kind-slbm = صاروخ يُطلق من غواصة (SLBM)
choice-item_kind-slbm-launcher = منصة إطلاق SLBM
choice-item_kind-heavy-bomber = قاذفة ثقيلة

choice-change_cause-loss = فقدان
choice-change_cause-disablement = تعطيل
choice-change_cause-display = عرض ثابت
choice-change_cause-conversion = تحويل
choice-change_cause-other = غير ذلك

choice-movement_kind-movement = نقل بند
choice-movement_kind-bomber-visit = زيارة قاذفة

choice-stage-start = بدء
choice-stage-end = انتهاء

choice-work_kind-conversion = تحويل
choice-work_kind-elimination = إزالة

choice-defect-missing = التسجيلات مفقودة
choice-defect-incomplete = ناقصة
choice-defect-not-readable = لا تُقرأ
choice-defect-cannot-be-played = لا يمكن تشغيلها
choice-defect-description-missing = الوصف مفقود
choice-defect-other = غير ذلك

choice-inspection_kind-type-one = النوع الأول
choice-inspection_kind-type-two = النوع الثاني
choice-inspection_kind-exhibition = معاينة
choice-inspection_kind-other = غير ذلك

## تعريفات العد والوحدات
quantity-objects-detected = مسارات منفصلة كما تتبعها جهاز الرصد
quantity-items-at-facility = بنود من هذا النوع في هذه المنشأة
quantity-deployed-delivery = صواريخ ICBM وSLBM المنشورة والقاذفات الثقيلة المنشورة
quantity-warheads-counted = كما تحسبها المعاهدة
quantity-launchers-counted = منصات الإطلاق المنشورة وغير المنشورة، والقاذفات الثقيلة
quantity-inspectors-coming = المفتشون، دون طاقم الطائرة
quantity-calendar-year = سنة ميلادية
quantity-place-in-list = الترتيب في القائمة، من 1
quantity-facilities-in-list = منشآت قائمة هذه السنة

## مجموعات النماذج
profile-accident-measures = تدابير الحوادث: إطلاقات في اتجاه الجانب الآخر، وتفسير الأحداث النووية
profile-launch-data = بيانات الإطلاق: تقارير عن إطلاقات تمت
profile-south-asia = جنوب آسيا: تجارب الإطلاق والتمارين والطيران قرب الحدود والمنشآت المحمية
profile-strategic-arms = الأسلحة الاستراتيجية: بيانات وتنقلات وتفتيش بموجب معاهدة انتهت
