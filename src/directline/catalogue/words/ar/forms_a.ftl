### كلمات نماذج الأنشطة المخططة، عدا الأولى.

## العناوين
form-A2 = تمرين عسكري، إخطار مسبق
form-A3 = تمرين عسكري مفاجئ للقوات
form-A4 = تمرين قرب الحدود
form-A5 = طيران قرب الحدود
form-A7 = منطقة محددة: إعلان أو تغيير أو رفع
form-A8 = منطقة حذر خاص، اقتراح
form-A9 = استعمال ليزر
form-A10 = تحرك بري قرب خط التماس
form-A11 = وثيقة منشورة
form-A12 = عملية خاصة في البحر، إشارة مرسلة

## الحقول
field-designation = اسم التمرين
    .help = كما يُسمى رسميًا.
field-purpose = الغرض
    .help = ما يُتدرب عليه، في جملة أو جملتين.
field-states = الدول المشاركة
    .help = رموز البلدان من حرفين وبينها مسافة.
field-command_level = مستوى القيادة
    .help = أعلى مستوى يدير التمرين.
field-troops = القوات
    .help = أكبر عدد في وقت واحد.
field-tanks = الدبابات
    .help = أكبر عدد في وقت واحد.
field-armoured_vehicles = المركبات القتالية المدرعة
    .help = أكبر عدد في وقت واحد.
field-artillery = المدفعية
    .help = أكبر عدد في وقت واحد.
field-helicopters = المروحيات
    .help = أكبر عدد في وقت واحد.
field-sorties = الطلعات
    .help = كم طلعة مخططة.
field-amphibious = قوات الإنزال البحري
    .help = عدد القوات. 0 إن لم توجد.
field-airborne = قوات الإنزال الجوي
    .help = عدد القوات. 0 إن لم توجد.
field-sealed_until = لا تُبلَّغ القوات به قبل
    .help = متى تعلم القوات بالتمرين، بالتوقيت العالمي.
field-exercise_kind = نوع التمرين
    .help = بري أو جوي أو بحري أو مشترك.
field-formations = التشكيلات
    .help = التشكيلات المشاركة، بمستواها وعددها.
field-forces_shifted = القوات المنقولة
    .help = قوات جُلبت للتمرين من مناطق أخرى، وحتى متى.
field-flight_purpose = غرض الرحلة
    .help = لأي غرض الرحلة.
field-aircraft_type = طراز الطائرة
    .help = رمز الطراز.
field-weapons_aboard = أسلحة على متن الطائرة
    .help = هل تحمل الطائرة أسلحة.
field-zone = رمز المنطقة
    .help = اسمها القصير، نفسه في كل رسالة عنها.
field-zone_action = ما يُعلن
    .help = هل تُعلن المنطقة أم تُغيَّر أم تُرفع.
field-may_enter = من يجوز له الدخول
    .help = ما دامت المنطقة سارية.
field-measures = التدابير
    .help = ما تفعله كل الأطراف أو تمتنع عنه في المنطقة.
field-frequencies = الترددات
    .help = للاتصال المباشر في المنطقة: 121.5 MHz.
field-wavelength = نوع الضوء
    .help = مجال أطوال الموجات.
field-hazard_range = مسافة الخطر
    .help = إلى أي مسافة يضر العيون أو الأجهزة، بالأمتار.
field-moving = ما يتحرك
    .help = النوع والعدد والهوية، بقدر ما يُفصح عنه.
field-marking = العلامات
    .help = كيف تُعرف المركبات من الأرض ومن الجو.
field-document_title = عنوان الوثيقة
    .help = كما طُبع، بلغته.
field-document_kind = نوع الوثيقة
    .help = ما نوع هذه الوثيقة.
field-document_date = تاريخ الوثيقة
    .help = تاريخ بالتوقيت العالمي: 2026-11-21.
field-document_place = مكان النشر
    .help = أين تُقرأ الوثيقة: عنوان أو رقم.
field-document_digest = البصمة
    .help = SHA-256 للملف، ليقصد الجميع النص نفسه.
field-signal = الإشارة المرسلة
    .help = كما أُرسلت في المكان. معناها كما في جدولكم المتفق عليه.
field-operation = العملية
    .help = بكلمات واضحة، أيًا كانت الإشارة.
field-vessel = السفينة أو الطائرة
    .help = رمز النداء أو رقم البدن أو الاسم.
field-signal_at = وقت الإشارة
    .help = متى أُرسلت الإشارة، بالتوقيت العالمي.

## الخيارات
choice-command_level-company = سرية
choice-command_level-battalion = كتيبة
choice-command_level-brigade = لواء أو فوج
choice-command_level-division = فرقة
choice-command_level-corps = فيلق
choice-command_level-army = جيش أو أعلى
choice-command_level-joint = قيادة مشتركة
choice-command_level-other = غير ذلك

choice-exercise_kind-land = بري
choice-exercise_kind-air = جوي
choice-exercise_kind-naval = بحري
choice-exercise_kind-joint = مشترك

choice-flight_purpose-survey = مسح
choice-flight_purpose-relief = إغاثة
choice-flight_purpose-rescue = إنقاذ
choice-flight_purpose-supply = تموين المواقع
choice-flight_purpose-other = غير ذلك

choice-zone_action-declare = إعلان
choice-zone_action-change = تغيير
choice-zone_action-lift = رفع

choice-may_enter-nobody = لا أحد
choice-may_enter-author-only = كاتب هذه الرسالة وحده
choice-may_enter-addressees-only = من وُجّهت إليه هذه الرسالة وحده
choice-may_enter-all-parties = كل الأطراف
choice-may_enter-civil-only = الحركة المدنية فقط
choice-may_enter-humanitarian-only = الحركة الإنسانية فقط

choice-wavelength-ultraviolet = فوق بنفسجي
choice-wavelength-visible = مرئي
choice-wavelength-near-infrared = تحت الأحمر القريب
choice-wavelength-infrared = تحت الأحمر المتوسط أو البعيد
choice-wavelength-several = عدة مجالات

choice-ground-infantry = مشاة
choice-ground-vehicles = مركبات غير مدرعة
choice-ground-armour = مدرعات
choice-ground-artillery = مدفعية
choice-ground-engineers = مهندسون
choice-ground-supply = تموين
choice-ground-medical = طبي
choice-ground-mixed = مختلط

choice-document_kind-strategy = استراتيجية
choice-document_kind-doctrine = عقيدة عسكرية
choice-document_kind-report = تقرير
choice-document_kind-law = قانون
choice-document_kind-budget = ميزانية
choice-document_kind-other = غير ذلك

choice-operation-preparing-to-dive = غواصة تستعد للغوص
choice-operation-submarine-surfacing = غواصة على وشك الصعود
choice-operation-launching-aircraft = إقلاع طائرات
choice-operation-recovering-aircraft = هبوط طائرات
choice-operation-helicopter-operations = عمليات مروحيات
choice-operation-replenishment = تزويد في البحر
choice-operation-other = غير ذلك

## تعريفات العد والوحدات
quantity-troops-taking-part = كل عسكري مشارك، بما في ذلك الأركان والإسناد
quantity-tanks-taking-part = دبابات القتال المشاركة
quantity-armoured-vehicles-taking-part = المركبات القتالية المدرعة المشاركة، دون الدبابات
quantity-artillery-taking-part = المدافع والهاونات وراجمات الصواريخ المشاركة من عيار 100 ملم فأكثر
quantity-helicopters-taking-part = المروحيات المشاركة من كل الأنواع
quantity-sorties-planned = إقلاعات الطائرات، دون المروحيات
quantity-troops-landing = القوات التي تنزل من السفن
quantity-troops-dropped = القوات التي تنزل بالمظلات أو المروحيات
quantity-metres = أمتار

## مجموعات النماذج
profile-dangerous-activities = الأنشطة الخطرة: مناطق الحذر الخاص والليزر والتشويش على القيادة
profile-policy-notices = إخطارات السياسة: وثائق ينبغي أن يقرأها الجانب الآخر
profile-special-signals = الإشارات الخاصة: إشارات بحرية مع معناها بكلمات واضحة
