### مجالات متداخلة: كلمات هذه النماذج.

## العناوين
form-X1 = استفسار عن حدث سيبراني
form-X2 = حادث في منشأة نووية
form-X3 = منشأة خطرة مهددة
form-X4 = جسم فضائي: خطر

## مجموعات النماذج
profile-cyber = الشبكات الحاسوبية
profile-nuclear-safety = السلامة النووية والمنشآت الخطرة
profile-space = الأجسام الفضائية

## الحقول
field-system_class = نوع النظام
    .help = ما تأثر.
field-cyber_effect = الأثر
    .help = ما شوهد. لا من ولا لماذا.
field-indicators = بصمة المؤشرات
    .help = قيمة SHA-256 للبيانات الفنية التي يحتفظ بها جانبكم، 64 خانة.
field-cyber_request = ما نطلبه
    .help = «لا شيء» يُختار ولا يُترك فارغًا.
field-reply_wanted = الرد المطلوب
    .help = هل تطلبونه قبل وقت معين.
field-reply_by = نطلب الرد قبل
    .help = بالتوقيت العالمي: 2026-11-21T22:30Z. طلب، لا إنذار نهائي.
field-will_do = ما سنفعله
    .help = في جانبنا. «لا شيء» يُختار ولا يُترك فارغًا.
field-facility_name = المنشأة
    .help = اسمها المعتاد.
field-facility_kind = نوع المنشأة
    .help = ما هي.
field-accident_nature = ما حدث
    .help = بقدر المعلوم الآن.
field-accident_cause = السبب
    .help = ثابت أو قيد الدراسة. بلا تخمين.
field-release = انطلاق إشعاعي
    .help = هل خرج شيء من المنشأة.
field-release_kind = نوع الانطلاق
    .help = ما انطلق في المقام الأول.
field-release_power = الكمية
    .help = أس العشرة للنشاط: 15 لنحو 10 أس 15 بيكريل.
field-release_height = ارتفاع الانطلاق
    .help = فوق الأرض؛ والارتفاع الفعال إن عُرف.
field-wind_from = الريح من
    .help = بالدرجات الحقيقية، من 0 إلى 359.
field-wind_speed = سرعة الريح
    .help = أمتار كاملة في الثانية.
field-rain = مطر أو ثلج
    .help = هل يهطل هناك الآن.
field-health_measures = التدابير المتخذة
    .help = ما يُفعل من أجل الناس حولها.
field-forecast = التوقع
    .help = للساعات القادمة كما يتوقع جانبكم.
field-next_report_at = التقرير التالي في
    .help = متى تنوون الإبلاغ ثانية، بالتوقيت العالمي.
field-object_kind = نوع المنشأة
    .help = ما هو في خطر.
field-object_name = المنشأة
    .help = اسمها المعتاد.
field-object_danger = الخطر
    .help = ما يُشاهد هناك. لا من ولا لماذا.
field-object_request = ما نطلبه
    .help = أشد ما تدعو إليه الحاجة.
field-space_event = ما يحدث
    .help = ما يجعل الجسم خطرًا.
field-object_number = الجسم
    .help = تسميته الدولية أو رقمه في الفهرس.
field-second_object = الجسم الثاني
    .help = عند التقارب: الجسم الآخر.
field-miss_distance = مسافة المرور
    .help = كما حُسبت، بأمتار كاملة.
field-orbit_low = أدنى نقطة في المدار
    .help = فوق متوسط سطح الأرض.
field-orbit_high = أعلى نقطة في المدار
    .help = فوق متوسط سطح الأرض.
field-inclination = الميل المداري
    .help = إلى خط الاستواء بدرجات كاملة.
field-space_request = ما نطلبه
    .help = أشد ما تدعو إليه الحاجة.

## الخيارات
choice-system_class-power = الكهرباء
choice-system_class-water = المياه
choice-system_class-health = الصحة
choice-system_class-finance = المال
choice-system_class-transport = النقل
choice-system_class-communications = الاتصالات
choice-system_class-government = الإدارة العامة
choice-system_class-military = أنظمة عسكرية
choice-system_class-industry = التحكم الصناعي
choice-system_class-space = أنظمة فضائية
choice-system_class-other = غير ذلك

choice-cyber_effect-outage = توقف الخدمة
choice-cyber_effect-data-changed = تغيّرت بيانات
choice-cyber_effect-data-lost = فُقدت بيانات
choice-cyber_effect-intrusion = اكتُشف اختراق
choice-cyber_effect-scanning = مسح
choice-cyber_effect-false-alarms = إنذارات كاذبة
choice-cyber_effect-other = غير ذلك

choice-cyber_request-none = لا شيء
choice-cyber_request-inform = إبلاغنا بما تعلمون
choice-cyber_request-stop = وقفه إن كان آتيًا من أراضيكم
choice-cyber_request-keep-traces = حفظ الآثار
choice-cyber_request-meet = لقاء خبراء

choice-reply_wanted-none = بلا موعد معين
choice-reply_wanted-by-instant = قبل الوقت أدناه

choice-will_do-none = لا شيء
choice-will_do-investigate = البحث في جانبنا
choice-will_do-keep-traces = حفظ الآثار
choice-will_do-share-indicators = تقديم بيانات فنية
choice-will_do-isolate = عزل النظام

choice-facility_kind-power-reactor = مفاعل طاقة
choice-facility_kind-research-reactor = مفاعل بحوث
choice-facility_kind-ship-reactor = مفاعل سفينة أو غواصة
choice-facility_kind-fuel-works = منشأة وقود نووي
choice-facility_kind-waste = مخزن نفايات مشعة
choice-facility_kind-transport = نقل
choice-facility_kind-source = مصدر مشع
choice-facility_kind-satellite = قمر صناعي
choice-facility_kind-other = غير ذلك

choice-accident_nature-cooling-lost = فقدان التبريد
choice-accident_nature-power-lost = فقدان الكهرباء
choice-accident_nature-fire-or-explosion = حريق أو انفجار
choice-accident_nature-criticality = تفاعل متسلسل غير مقصود
choice-accident_nature-damage-from-outside = ضرر من الخارج
choice-accident_nature-leak = تسرب
choice-accident_nature-source-lost = فقدان مصدر
choice-accident_nature-other = غير ذلك

choice-accident_cause-technical = فني
choice-accident_cause-human-error = خطأ بشري
choice-accident_cause-natural-event = حدث طبيعي
choice-accident_cause-damage-from-outside = ضرر من الخارج
choice-accident_cause-under-study = قيد الدراسة

choice-release_kind-noble-gases = غازات خاملة
choice-release_kind-iodine = يود
choice-release_kind-aerosols = هباء جوي
choice-release_kind-liquid = سائل
choice-release_kind-mixed = مختلط

choice-health_measures-none = لا شيء
choice-health_measures-sheltering = بقاء الناس في البيوت
choice-health_measures-iodine-tablets = أقراص يود
choice-health_measures-evacuation = إخلاء
choice-health_measures-food-limits = قيود على الغذاء والماء
choice-health_measures-several = عدة مما سبق

choice-forecast-ended = انتهى
choice-forecast-easing = يخف
choice-forecast-steady = بلا تغير
choice-forecast-worsening = يتفاقم

choice-object_kind-nuclear-plant = محطة نووية
choice-object_kind-spent-fuel = مخزن وقود مستهلك
choice-object_kind-dam = سد
choice-object_kind-chemical-plant = مصنع كيميائي
choice-object_kind-power-station = محطة كهرباء
choice-object_kind-waterworks = منشأة مياه
choice-object_kind-pipeline = خط أنابيب
choice-object_kind-cable = كابل بحري

choice-object_danger-fire-near = تسقط نيران قربها
choice-object_danger-burning = تحترق
choice-object_danger-power-lost = فقدان الكهرباء
choice-object_danger-cooling-lost = فقدان التبريد أو تعطله
choice-object_danger-flooding = ارتفاع الماء أو اندفاعه
choice-object_danger-structure-damaged = تضرر البناء
choice-object_danger-mines = ألغام فيها أو قربها
choice-object_danger-staff-cannot-work = لا يستطيع العاملون العمل بأمان

choice-object_request-stop-fire-near = وقف النيران قربها
choice-object_request-keep-clear = الابتعاد عنها
choice-object_request-let-repair-in = السماح بدخول فرق الإصلاح
choice-object_request-restore-supply = إعادة الكهرباء أو الماء
choice-object_request-let-staff-change = السماح بتبديل العاملين
choice-object_request-let-inspectors-in = السماح بدخول المفتشين
choice-object_request-information = إبلاغنا بما تعلمون

choice-space_event-close-approach = تقارب خطر
choice-space_event-re-entry = دخول الغلاف الجوي
choice-space_event-break-up = تفكك
choice-space_event-control-lost = فقدان السيطرة
choice-space_event-manoeuvre = مناورة مخططة

choice-space_request-none = لا شيء
choice-space_request-data = بيانات المدار
choice-space_request-hold-manoeuvre = تأجيل مناورتكم
choice-space_request-agree-manoeuvre = الاتفاق على من يناور
choice-space_request-talks = محادثات خبراء

## تعريفات العد والوحدات
quantity-becquerel-power = أس العشرة بالبيكريل
quantity-metres-a-second = متر في الثانية
quantity-kilometres = كيلومتر
quantity-degrees = درجة
