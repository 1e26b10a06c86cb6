### عناوين النماذج وتسمياتها وشروحها وخياراتها.

## العناوين
form-I0 = تراجعوا: أوقفوا ما تفعلونه (STEP BACK)
form-I1 = قف: أنتم تضربون هذا الموقع
form-I4 = دخول إلى أراضينا: هل هو لكم؟
form-I5 = سلاح أو طائرة مسيّرة لنا خارج السيطرة
form-L1 = اختبار الخط
form-L4 = إيصال
form-L5 = استفسار: هل وصلت الرسالة، وما الناقص
form-L6 = تصحيح أو إلغاء
form-L8 = تعليق موضوع أو استئنافه
form-A1 = منطقة خطرة
form-A6 = منطقة عمليات جوية
form-S1 = إطلاق صاروخ باليستي، إخطار مسبق
form-H3 = تنقل إنساني
form-H11 = تبادل: نقل أشخاص
form-Q1 = طلب توضيح
form-Q2 = رد على طلب توضيح

## الحقول
field-addressee = إلى (الوظيفة)
    .help = الوظيفة التي يجب أن تتسلم هذه الرسالة. وظيفة، لا اسم شخص.
field-remark = ملاحظة
    .help = ملاحظة قصيرة بلغتكم. لا تُترجم. اتركوها فارغة إن كانت الحقول كافية.
field-position = الموقع
    .help = خط العرض وخط الطول، والمكان نفسه بنظام MGRS. يجب أن يتطابق الاثنان.
field-since = منذ
    .help = وقت البداية بالتوقيت العالمي: 2026-11-21T22:30Z أو 212230ZNOV26.
field-circle = دائرة
    .help = المركز بالصيغتين، ونصف القطر بالكيلومتر أو بالميل البحري.
field-area = المنطقة
    .help = ثلاث نقاط أو أكثر بالترتيب، نقطة في كل سطر: العرض والطول، أو MGRS، أو كلاهما وبينهما /.
field-window = من، إلى
    .help = البداية والنهاية بالتوقيت العالمي.
field-altitude = الارتفاع
    .help = الأدنى والأعلى مع الوحدة (ft أو m أو FL) والمرجع (AMSL أو AGL أو FL). SFC هو السطح، وUNL بلا حد.
field-course = الاتجاه
    .help = بالدرجات الحقيقية، من 0 إلى 359.
field-speed = السرعة
    .help = بالعقدة.
field-halt = ما يجب وقفه
    .help = ما يُطلب من الجانب الآخر وقفه هنا والآن.
field-own_forces = قواتنا هناك
    .help = هل توجد قواتنا في هذا المكان.
field-hit = ما يُضرب
    .help = ما يتعرض للضرب هناك الآن.
field-says = مصدر البلاغ
    .help = من أين جاء البلاغ.
field-seen = ما شوهد
    .help = النوع والعدد والهوية، بقدر المعلوم.
field-seen_at = وقت المشاهدة
    .help = آخر وقت شوهد فيه في هذا الموقع، بالتوقيت العالمي.
field-instruction = التعليمات المعطاة
    .help = ما طُلب منه في المكان.
field-weapon = النوع
    .help = ما خرج عن السيطرة.
field-launched_at = وقت الإطلاق
    .help = وقت إطلاقه أو فقدان السيطرة عليه، بالتوقيت العالمي.
field-launched_from = مكان الإطلاق
    .help = من أين أُطلق، بالصيغتين.
field-impact_circle = مكان السقوط المتوقع
    .help = أين يُتوقع أن يسقط: المركز بالصيغتين، ونصف القطر.
field-impact_at = وقت السقوط المتوقع
    .help = متى يُتوقع أن يسقط، بالتوقيت العالمي.
field-armed = شحنة حية
    .help = هل يحمل شحنة حية.
field-intent = نية عدائية
    .help = يعلن هذا النموذج أنها غير موجودة.
field-number = رقم الاختبار
    .help = رقم هذا الاختبار.
field-neutral = نص الاختبار
    .help = جملة من المجموعة المحايدة. لا معنى آخر لها.
field-checksum = أرقام التحقق
    .help = أربعة أرقام تُحسب من الرقم والنص. يقارنها الشخصان.
field-ref_party = عن الرسالة: الطرف
    .help = الطرف الذي كتب الرسالة، برقمه في الميثاق.
field-ref_generation = عن الرسالة: الجيل
    .help = جيل سجل ذلك الطرف.
field-ref_position = عن الرسالة: الرقم
    .help = الرقم في سجل ذلك الطرف.
field-level = الدرجة
    .help = 2 سُلّمت، 3 فُتحت، 4 فُهمت، 5 أُحيلت، 6 أُجيب عنها أو رُفضت.
field-role = الوظيفة
    .help = وظيفة الشخص الذي قام بالخطوة.
field-call_sign = رمز النداء
    .help = رمز نداء الشخص الذي قام بالخطوة.
field-passed_unit = الوحدة أو السلطة
    .help = الوحدة أو السلطة التي أُبلغت.
field-answer = الجواب
    .help = رمز الجواب.
field-read_back = القيم المعادة
    .help = ما أعاد المتلقي إدخاله.
field-decline_reason = سبب الرفض
    .help = رمز السبب.
field-request = الطلب
    .help = هل شوهدت رسالة، أو ما هي الرسائل الناقصة هنا.
field-ref = الرسالة
    .help = الطرف والرقم: ALPHA 12.
field-last = آخر رسالة ناقصة
    .help = نهاية المجال حيث تنقص الأرقام.
field-action = الإجراء
    .help = إلغاء الرسالة أو تصحيح بعض حقولها.
field-original_form = نموذج الرسالة
    .help = رمز النموذج الذي يُلغى أو يُصحح.
field-changes = الحقول المصححة
    .help = حقل في كل سطر: الحقل = القيمة الجديدة.
field-correction_reason = السبب
    .help = لماذا تُلغى أو تُصحح.
field-subject = الموضوع
    .help = الموضوع الذي يُعلق أو يُستأنف. الاختبارات ونماذج إنقاذ الأرواح والنماذج الإنسانية تستمر دائمًا.
field-suspension = تعليق أو استئناف
    .help = ما يعلنه جانبكم.
field-legal_basis = الأساس القانوني
    .help = ما يستند إليه جانبكم، بعبارته هو.
field-effective_date = يسري من
    .help = تاريخ بالتوقيت العالمي: 2026-11-21.
field-launch_date = تاريخ الإطلاق
    .help = التاريخ المخطط بالتوقيت العالمي: 2026-11-21.
field-missile_class = الفئة
    .help = صاروخ باليستي عابر للقارات أو يُطلق من غواصة.
field-launch_place = منطقة الإطلاق، كتابةً
    .help = للغواصة: ربع المحيط أو المسطح المائي.
field-launch_area = منطقة الإطلاق
    .help = ثلاث نقاط أو أكثر بالترتيب، نقطة في كل سطر.
field-impact_area = منطقة السقوط
    .help = ثلاث نقاط أو أكثر بالترتيب، نقطة في كل سطر.
field-nature = طبيعة الخطر
    .help = ما يجعل المنطقة خطرة، إن أُفصح عنه.
field-warning_ref = التحذير المنشور
    .help = رقم NOTAM أو تحذير NAVAREA.
field-aircraft = الطائرات
    .help = الفئة فقط. لا أهداف.
field-separation_rule = قاعدة الفصل
    .help = رمز القاعدة التي يلتزم بها الجانبان.
field-cause = سبب القلق
    .help = ما شاهدتموه ولماذا يقلقكم.
field-activity = النشاط
    .help = نوع النشاط الذي تسألون عنه.
field-questions = الأسئلة
    .help = رقّموا أسئلتكم. مسألة واحدة في كل سؤال.
field-result = النتيجة
    .help = هل أُجيب عن الأسئلة. «لا نستطيع القول» جواب جائز.
field-reply = الرد
    .help = أجيبوا عن كل سؤال برقمه.
field-activity_ends = انتهاء النشاط
    .help = متى يُتوقع أن ينتهي، بالتوقيت العالمي.
field-organisation = المنظمة
    .help = من يتنقل.
field-route = المسار
    .help = النقاط بالترتيب، نقطة في كل سطر. يمكن أن يتبعها وقت: @ 2026-11-21T22:30Z.
field-vehicles = المركبات
    .help = كم مركبة تتحرك.
field-vehicle_marks = الأنواع واللوحات والألوان
    .help = لكل مركبة: النوع واللوحة واللون.
field-persons = الأشخاص
    .help = كم شخصًا يسافر.
field-roof_marking = علامة على السقف
    .help = هل تحمل الأسقف علامة تُرى من الجو.
field-infrared = علامة بالأشعة تحت الحمراء
    .help = هل تُرى العلامة ليلًا بالأشعة تحت الحمراء.
field-contact = الاتصال في الطريق
    .help = وظيفة وكيفية الوصول إليها: هاتف أو تردد.
field-emergency = طارئ
    .help = يُخطر بالتنقل الطارئ قبل مدة أقصر.
field-mode = الوسيلة
    .help = كيف يسافر الأشخاص.
field-vehicle_id = المركبة أو الرحلة أو السفينة
    .help = رقم التسجيل أو رقم الرحلة أو الاسم.
field-handover = مكان التسليم
    .help = بالصيغتين.
field-stand_down = يتوقف الدفاع الجوي ضمن
    .help = المركز بالصيغتين، ونصف القطر.

## خيارات كل النماذج
choice-unknown = غير معروف
choice-ynu-yes = نعم
choice-ynu-no = لا

choice-halt-approach = الاقتراب
choice-halt-fire = إطلاق النار
choice-halt-movement = الحركة
choice-halt-flight = الطيران
choice-halt-boarding = الصعود على المتن
choice-halt-emission = البث (رادار، تشويش، ليزر)

choice-hit-own-forces = قواتنا
choice-hit-friendly-forces = قوات حليفة لنا
choice-hit-civilians = مدنيون
choice-hit-hospital = مستشفى
choice-hit-humanitarian-convoy = قافلة إنسانية
choice-hit-humanitarian-site = موقع إنساني
choice-hit-aircraft = طائرة
choice-hit-vessel = سفينة
choice-hit-infrastructure = منشأة خطرة أو حيوية

choice-says-own-unit = وحدتنا في المكان
choice-says-own-command = قيادتنا
choice-says-humanitarian-organisation = منظمة إنسانية
choice-says-third-party = طرف ثالث
choice-says-civil-authority = سلطة مدنية

choice-kind-aircraft = طائرة
choice-kind-helicopter = مروحية
choice-kind-unmanned-aircraft = طائرة مسيّرة
choice-kind-vessel = سفينة
choice-kind-submarine = غواصة
choice-kind-vehicle = مركبة
choice-kind-persons = أشخاص سيرًا على الأقدام
choice-kind-balloon = منطاد
choice-kind-other = غير ذلك

choice-instruction-none-given = لم تُعط
choice-instruction-turn-back = العودة
choice-instruction-leave = مغادرة المنطقة
choice-instruction-land = الهبوط
choice-instruction-stop = التوقف
choice-instruction-follow = اتباعنا
choice-instruction-identify = التعريف بالنفس

choice-weapon-ballistic-missile = صاروخ باليستي
choice-weapon-cruise-missile = صاروخ جوال
choice-weapon-unmanned-aircraft = طائرة مسيّرة
choice-weapon-air-dropped = سلاح يُلقى من الجو
choice-weapon-artillery = قذيفة مدفعية
choice-weapon-rocket = صاروخ غير موجه
choice-weapon-torpedo = طوربيد
choice-weapon-naval-drone = مركبة بحرية مسيّرة
choice-weapon-balloon = منطاد
choice-weapon-other = غير ذلك

choice-intent-none = لا توجد

choice-request-query-ack = هل شوهدت هذه الرسالة؟
choice-request-gap-request = أرسلوا الرسائل الناقصة

choice-action-cancel = إلغاء
choice-action-correct = تصحيح

choice-correction_reason-false-alarm = إنذار كاذب
choice-correction_reason-error = خطأ في الرسالة
choice-correction_reason-overtaken = تجاوزتها الأحداث
choice-correction_reason-activity-cancelled = أُلغي النشاط
choice-correction_reason-activity-changed = تغيّر النشاط
choice-correction_reason-clearer = زيادة في الوضوح

choice-subject-launch-notification = إخطارات الإطلاق
choice-subject-hazard-notification = المناطق الخطرة
choice-subject-air-deconfliction = منع التعارض الجوي
choice-subject-humanitarian-movement = التنقلات الإنسانية
choice-subject-clarification = طلبات التوضيح
choice-subject-strategic-arms = بيانات الأسلحة الاستراتيجية وتفتيشها
choice-subject-exercise-notification = التمارين العسكرية والتقارير
choice-subject-zones = المناطق والتحركات قرب خط التماس
choice-subject-incident-report = تقارير الحوادث
choice-subject-consultation = الاتصالات والاجتماعات والاحتجاجات
choice-subject-cross-domain = الأمن السيبراني والبنية التحتية والسلامة النووية والفضاء
choice-subject-other = غير ذلك

choice-suspension-suspend = تعليق
choice-suspension-resume = استئناف

choice-missile_class-icbm = صاروخ باليستي عابر للقارات (ICBM)
choice-missile_class-slbm = صاروخ باليستي يُطلق من غواصة (SLBM)

choice-nature-gunnery = رماية مدفعية
choice-nature-missile-firing = رماية صاروخية
choice-nature-torpedo = رماية طوربيدات
choice-nature-bombing = تدريب على القصف
choice-nature-submarine-exercise = تمرين غواصات
choice-nature-mine-clearance = إزالة ألغام
choice-nature-salvage = إنقاذ أو قطر
choice-nature-rocket-debris = سقوط أجزاء صواريخ
choice-nature-other = غير ذلك

choice-aircraft-fast-jet = طائرات نفاثة قتالية
choice-aircraft-bomber = قاذفات
choice-aircraft-transport = طائرات نقل
choice-aircraft-tanker-or-support = طائرات تزويد بالوقود أو إسناد
choice-aircraft-helicopter = مروحيات
choice-aircraft-unmanned = طائرات مسيّرة
choice-aircraft-mixed = مختلطة

choice-activity-movement = تحرك قوات
choice-activity-exercise = تمرين
choice-activity-concentration = حشد قوات
choice-activity-flight = طلعات جوية
choice-activity-naval = نشاط بحري
choice-activity-missile = نشاط صاروخي
choice-activity-construction = أعمال بناء
choice-activity-emission = بث أو تشويش
choice-activity-incident = حادث
choice-activity-other = غير ذلك

choice-result-answered = أُجيب
choice-result-answered-in-part = أُجيب جزئيًا
choice-result-cannot-say = لا نستطيع القول

choice-mode-air = جوًا
choice-mode-road = برًا
choice-mode-rail = بالسكة الحديدية
choice-mode-sea = بحرًا

## نصوص محايدة لاختبار الخط
choice-neutral-T1 = ينخفض النهر في الخريف وتجف حجارة الضفة.
choice-neutral-T2 = في الميناء أربعة قوارب بيضاء، والخامس أخضر.
choice-neutral-T3 = يفتح الخباز دكانه صباحًا قبل أن تنطفئ مصابيح الشارع.
choice-neutral-T4 = تثمر شجرة التفاح القديمة خلف المدرسة مرة كل سنتين.
choice-neutral-T5 = مكتبة من تسع غرف تحفظ خرائطها في أصغرها.
choice-neutral-T6 = سقط الثلج ليلًا على التلال وبقي الوادي رماديًا.
choice-neutral-T7 = يقف القطار في سبع محطات، وفي الثالثة يُقدَّم الشاي.
choice-neutral-T8 = قلما تدق ساعتان في بيت واحد في اللحظة نفسها.

## تعريفات العد والوحدات
quantity-test-number = رقم تسلسلي لاختبارات هذا الخط
quantity-ladder = درجة الإيصال، من 2 إلى 6
quantity-degrees-true = درجات حقيقية
quantity-knots = عقدة
quantity-vehicles-moving = كل مركبة تتحرك، بما فيها المرافقة، دون المقطورات
quantity-persons-aboard = كل من يسافر، بمن فيهم السائقون والمرافقون
quantity-persons-exchanged = الأشخاص المراد تسليمهم، دون الطاقم والمرافقين
datum-AMSL = فوق متوسط مستوى البحر
datum-AGL = فوق سطح الأرض
datum-FL = مستوى طيران، ضغط 1013.25 هكتوباسكال

## الوظائف
role-DUTY-OFFICER = الضابط المناوب
role-WATCH-SUPERVISOR = رئيس المناوبة
role-AIR-OPERATIONS = العمليات الجوية
role-MARITIME-OPERATIONS = العمليات البحرية
role-GROUND-OPERATIONS = العمليات البرية
role-AIR-DEFENCE = الدفاع الجوي
role-LIAISON-OFFICER = ضابط الارتباط
role-SEARCH-AND-RESCUE = البحث والإنقاذ
role-HUMANITARIAN-CELL = الخلية الإنسانية
role-CONVOY-LEADER = قائد القافلة
role-EXCHANGE-COORDINATOR = منسق التبادل
role-COMMANDER = القائد
role-DUTY-DIPLOMAT = الدبلوماسي المناوب

## مجموعات النماذج
profile-core = الأساسية: في كل خط
