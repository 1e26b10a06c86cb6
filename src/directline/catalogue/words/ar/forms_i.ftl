### المواجهات والحوادث: كلمات هذه النماذج.

## العناوين
form-I2 = عبارة مرمّزة: نرجو بثها إلى السفينة أو الطائرة
form-I3 = دخول إلى أراضيكم: هو لنا
form-I6 = تشويش على شبكات القيادة لدينا
form-I7 = مواجهة غير آمنة: تقريرنا
form-I8 = حادث: تصادم أو فقدان أو ضرر
form-I9 = استغاثة: أرواح في خطر، نطلب العون
form-I10 = أشخاص أو سفينة انجرفوا أو عبروا الخط
form-I11 = منطقة انتشال: حطام أو آلة سقطت
form-I12 = طائرة مدنية في خطر: نرجو تحذيرها

## الأجوبة
answer-transmitted = TRANSMITTED: بُثت على ذلك التردد، في وقت تذكره الملاحظة وإلا فالآن
answer-not-transmitted = NOT TRANSMITTED: لم تُبث
answer-answered = ANSWERED: بُثت وجاء الرد المطلوب
answer-proceed = PROCEED: افعلوا ما تعتزمونه
answer-leave = LEAVE: غادروا بأقصر طريق آمن
answer-stay = STAY: ابقوا في مكانكم وانتظروا

## مجموعات النماذج
profile-recovery = انتشال الحطام

## الحقول
field-phrase = العبارة المطلوب بثها
    .help = يُبث الرمز كما هو. قُرئ في نسخة مطبوعة واحدة من ملحق، ولم يُقارن بنسخة رسمية.
field-phrase_number = العدد n في العبارة
    .help = للعبارات التي فيها n فقط.
field-phrase_direction = الاتجاه b في العبارة
    .help = للعبارات التي فيها b فقط. بالدرجات الحقيقية، من 0 إلى 359.
field-response = الرد المطلوب
    .help = ينتج عن العبارة. اتركوه فارغًا: تملؤه المحطة.
field-our_unit = من جانب المرسل
    .help = النوع والعدد والهوية، بقدر ما يُفصح عنه.
field-station_called = رمز النداء المطلوب
    .help = السفينة أو الطائرة المخاطبة: رمز النداء أو الاسم أو رقم البدن.
field-frequency = التردد
    .help = مع وحدته: 156.8 MHz.
field-checked = حالة جدول الرموز
    .help = هل قورن الرمز بملحق رسمي.
field-entry_cause = كيف حدث ذلك
    .help = ما الذي أدى إلى ذلك.
field-entry_plan = ما سيفعله
    .help = ما سيفعله بعد ذلك ما لم تقولوا غيره.
field-help_wanted = العون المطلوب
    .help = ما ينفعه أكثر من غيره.
field-disturbed = ما يُشوَّش عليه
    .help = نوع الشبكة.
field-band = النطاق أو التردد
    .help = مع وحدته، بقدر ما تفصحون عنه: 225-400 MHz.
field-ended_at = انتهى في
    .help = بالتوقيت العالمي. اتركوه فارغًا ما دام مستمرًا.
field-disturbance = الأثر
    .help = ما يفعله بالشبكة.
field-happened_at = الوقت
    .help = متى حدث، بالتوقيت العالمي: 2026-11-21T22:30Z أو 212230ZNOV26.
field-their_unit = من جانب المتلقي كما شوهد
    .help = النوع والعدد والهوية، بقدر المعلوم.
field-closest = أقرب مسافة
    .help = بين الاثنين، أفقيًا.
field-height_apart = فرق الارتفاع
    .help = عند أقرب مسافة. للطائرات.
field-behaviour = ما جرى
    .help = ما شوهد، لا سببه.
field-behaviour_also = وجرى أيضًا
    .help = فعل ثانٍ إن وُجد.
field-evidence = بصمة الدليل
    .help = قيمة SHA-256 للتسجيل الذي يحتفظ به جانبكم، 64 خانة. التسجيل نفسه لا يُرسل.
field-incident = نوع الحادث
    .help = أهم ما حدث.
field-dead = القتلى
    .help = من جانبكم، بقدر المعلوم.
field-injured = الجرحى
    .help = من جانبكم، بقدر المعلوم.
field-missing = المفقودون
    .help = من جانبكم، بقدر المعلوم.
field-goes_on = الخطر مستمر
    .help = هل ما زال الخطر أو الإنقاذ مستمرًا.
field-account = رواية المرسل
    .help = ما حدث بالترتيب. وقائع فقط: بلا تخمين للأسباب.
field-distress = نوع الاستغاثة
    .help = ما أصابهم.
field-craft = المركبة
    .help = النوع والعدد والهوية، بقدر المعلوم.
field-persons_in_distress = الأشخاص في خطر
    .help = كم شخصًا يحتاج إلى الإنقاذ.
field-own_help = منقذونا
    .help = هل عون جانبكم في الطريق.
field-help_asked = ما نطلبه
    .help = أشد ما تدعو إليه الحاجة.
field-access_window = الدخول المطلوب: من، إلى
    .help = متى يدخل من يقدمون العون، بالتوقيت العالمي.
field-access_area = الدخول المطلوب: المنطقة
    .help = ثلاث نقاط أو أكثر بالترتيب، نقطة في كل سطر.
field-coordinator = جهة الاتصال
    .help = وظيفة وكيفية الوصول إليها: هاتف أو تردد.
field-found = مَن
    .help = من هم. بلا أسماء.
field-crossing = في أي اتجاه
    .help = لمن ينتمون وأين هم الآن.
field-persons_found = عدد الأشخاص
    .help = كم عددهم.
field-condition = الحالة
    .help = أسوأ ما هو معلوم.
field-wish = رغبتهم
    .help = ما يقولونه بأنفسهم. هذا النموذج لا يعيد أحدًا.
field-return_way = العودة المقترحة
    .help = كيف يمكن أن يعود من يرغب.
field-return_place = مكان العودة
    .help = بالصيغتين.
field-return_window = العودة: من، إلى
    .help = البداية والنهاية بالتوقيت العالمي.
field-recovered = ما يُنتشل
    .help = ما يُبحث عنه أو يُنتشل.
field-recovery_work = العمل
    .help = ما يُفعل هناك.
field-dangerous_load = حمولة خطرة
    .help = هل فيه متفجرات أو وقود أو سم.
field-keep_clear = يُطلب من الآخرين الابتعاد
    .help = هذا طلب، ولا يغلق شيئًا.
field-civil_flight = رمز نداء الرحلة
    .help = رمز النداء أو التسجيل، وإلا فرمز المجيب.
field-air_danger = الخطر
    .help = ما يهدد الرحلة.
field-transmit = الكلمات المطلوب بثها
    .help = تُبث الكلمات الإنجليزية كما هي بعد رمز النداء.
field-new_course = الاتجاه المطلوب
    .help = بالدرجات الحقيقية، من 0 إلى 359.
field-new_level = الارتفاع المطلوب
    .help = الأدنى والأعلى مع الوحدة والمرجع.
field-new_frequency = التردد المطلوب الانتقال إليه
    .help = مع وحدته: 121.5 MHz.
field-own_measure = ما فعلناه
    .help = ما فعله جانبكم حتى الآن.

## الخيارات
choice-phrase-IR1 = YV1 IR1: أعمال أوقيانوغرافية
choice-phrase-IR2 = YV1 IR2 (n): أقطر معدات مسح على بعد n متر خلفي
choice-phrase-IR3 = YV1 IR3: أستعيد المعدات
choice-phrase-IR4 = YV1 IR4: انتشال
choice-phrase-JH1 = YV1 JH1: أعوّم سفينة جانحة
choice-phrase-MH1 = YV1 MH1: لا تعبروا أمام مقدمتي
choice-phrase-NB1 = YV1 NB1 (b): معدات غير مقطورة في الاتجاه b
choice-phrase-PJ1 = YV1 PJ1: لا أستطيع الدوران يمينًا
choice-phrase-PJ2 = YV1 PJ2: لا أستطيع الدوران يسارًا
choice-phrase-PJ3 = YV1 PJ3: جهاز التوجيه معطل
choice-phrase-PP8 = YV1 PP8 (b): عمليات خطرة، ابتعدوا (الاتجاه b)
choice-phrase-QV2 = YV1 QV2: راسٍ من المقدمة والمؤخرة، ابتعدوا
choice-phrase-QV3 = YV1 QV3: راسٍ في ماء عميق، ومعي معدات
choice-phrase-RT2 = YV1 RT2: سأمر على يساركم
choice-phrase-RT3 = YV1 RT3: سأمر على يمينكم
choice-phrase-RT4 = YV1 RT4: سأتجاوزكم من اليسار
choice-phrase-RT5 = YV1 RT5: سأتجاوزكم من اليمين
choice-phrase-RT6 = YV1 RT6 (b): أناور، ابتعدوا (الاتجاه b)
choice-phrase-RT7 = YV1 RT7 (n): سأقترب إلى n مئة متر من جهة اليمين
choice-phrase-RT8 = YV1 RT8 (n): سأقترب إلى n مئة متر من جهة اليسار
choice-phrase-RT9 = YV1 RT9 (n): سأعبر من الخلف على بعد n مئة متر

choice-response-understood = يؤكد أنه فهم
choice-response-keep-clear = يؤكد أنه فهم ويبتعد
choice-response-do-not-cross = يؤكد أنه فهم ولا يعبر أمام المقدمة
choice-response-reads-back-and-does = يعيد الكلمات وينفذها
choice-response-gives-call-sign = يذكر رمز ندائه

choice-checked-not-checked = لم يُقارن بملحق رسمي

choice-entry_cause-weather = الطقس
choice-entry_cause-damage = ضرر أو عطل
choice-entry_cause-navigation-error = خطأ ملاحي
choice-entry_cause-navigation-interference = تشويش خارجي على الملاحة
choice-entry_cause-medical = حالة طبية طارئة
choice-entry_cause-distress = استغاثة
choice-entry_cause-control-lost = بلا طاقم وفُقدت السيطرة
choice-entry_cause-other = غير ذلك

choice-entry_plan-leave-now = يغادر بأقصر طريق
choice-entry_plan-land = يهبط في أقرب مكان آمن
choice-entry_plan-stop-there = يتوقف هناك
choice-entry_plan-await-instructions = ينتظر تعليماتكم
choice-entry_plan-cannot-steer = لا يمكن توجيهه

choice-help_wanted-none = لا شيء
choice-help_wanted-way-out = طريق خروج آمن
choice-help_wanted-landing-place = مكان للهبوط
choice-help_wanted-harbour = ميناء أو مرسى
choice-help_wanted-medical = عون طبي
choice-help_wanted-tow = قطر
choice-help_wanted-search-and-rescue = بحث وإنقاذ
choice-help_wanted-fuel = وقود

choice-disturbed-radio = الاتصال اللاسلكي
choice-disturbed-data-link = وصلة بيانات
choice-disturbed-radar = الرادار
choice-disturbed-satellite-navigation = الملاحة بالأقمار الصناعية
choice-disturbed-satellite-link = الاتصال بالأقمار الصناعية
choice-disturbed-early-warning = الإنذار المبكر
choice-disturbed-other = غير ذلك

choice-disturbance-lost = فُقد كليًا
choice-disturbance-degraded = تراجع
choice-disturbance-false-data = يُظهر ما ليس موجودًا
choice-disturbance-on-and-off = يتقطع

choice-behaviour-too-close = اقترب أكثر مما ينبغي
choice-behaviour-crossed-ahead = عبر أمام المقدمة
choice-behaviour-flew-over = حلّق فوقها على ارتفاع منخفض
choice-behaviour-followed-closely = تبعها عن قرب
choice-behaviour-aimed = وجّه سلاحًا
choice-behaviour-fire-control-radar = سلّط رادار توجيه النيران
choice-behaviour-laser = سلّط الليزر
choice-behaviour-dropped-objects = ألقى أجسامًا أو مشاعل
choice-behaviour-jamming = شوّش
choice-behaviour-blocked-way = سدّ الطريق
choice-behaviour-no-lights = لم يُظهر أضواء
choice-behaviour-no-radio-answer = لم يجب باللاسلكي
choice-behaviour-other = غير ذلك

choice-incident-collision = تصادم
choice-incident-aircraft-lost = فقدان طائرة
choice-incident-vessel-lost = فقدان سفينة
choice-incident-damage = ضرر
choice-incident-shots-fired = إطلاق نار
choice-incident-persons-hurt = إصابة أشخاص
choice-incident-weapon-found = العثور على سلاح أو جزء منه
choice-incident-mine = لغم
choice-incident-other = غير ذلك

choice-distress-sinking = غرق
choice-distress-fire = حريق
choice-distress-collision = تصادم
choice-distress-aground = جنوح
choice-distress-adrift = انجراف
choice-distress-aircraft-down = سقوط طائرة
choice-distress-aircrew-ejected = قفز الطاقم بالمظلات
choice-distress-overboard = أشخاص في الماء
choice-distress-medical = حالة طبية طارئة
choice-distress-other = غير ذلك

choice-own_help-none = لا أحد
choice-own_help-on-the-way = في الطريق
choice-own_help-on-the-spot = في المكان

choice-help_asked-search-and-rescue = بحث وإنقاذ من جانبكم
choice-help_asked-let-our-rescuers-in = السماح بدخول منقذينا
choice-help_asked-medical = عون طبي
choice-help_asked-keep-clear = الابتعاد عن مكان الإنقاذ
choice-help_asked-information = ما تعرفونه عنهم

choice-found-on-foot = أشخاص على اليابسة
choice-found-small-boat = قارب صغير
choice-found-fishing-vessel = سفينة صيد
choice-found-merchant-vessel = سفينة تجارية
choice-found-aircrew = طاقم طائرة
choice-found-in-the-water = أشخاص في الماء
choice-found-other = غير ذلك

choice-crossing-yours-with-us = من جانبكم، وهم الآن عندنا
choice-crossing-ours-with-you = من جانبنا، وهم الآن عندكم أو نحوكم

choice-condition-well = بخير
choice-condition-need-doctor = بعضهم يحتاج إلى طبيب
choice-condition-urgent = حياة في خطر
choice-condition-dead-among-them = بعضهم توفي

choice-wish-want-to-return = يريدون العودة
choice-wish-do-not-want = لا يريدون العودة
choice-wish-differ = بعضهم يريد وبعضهم لا
choice-wish-not-asked = لم يُسألوا بعد

choice-return_way-at-sea = في البحر
choice-return_way-at-crossing-point = عند نقطة عبور
choice-return_way-by-air = جوًا
choice-return_way-through-third-party = عبر طرف ثالث

choice-recovered-aircraft-wreck = حطام طائرة
choice-recovered-unmanned-aircraft = طائرة مسيّرة
choice-recovered-vessel-wreck = حطام سفينة
choice-recovered-weapon = سلاح أو جزء منه
choice-recovered-space-debris = حطام من الفضاء
choice-recovered-persons = مفقودون أو رفات

choice-recovery_work-search = بحث
choice-recovery_work-survey = معاينة
choice-recovery_work-make-safe = تأمين في المكان
choice-recovery_work-raise = انتشال ونقل

choice-air_danger-missile-firing = رماية صاروخية
choice-air_danger-air-defence-ready = دفاع جوي في حالة استعداد
choice-air_danger-gunnery = رماية مدفعية
choice-air_danger-unmanned-aircraft = طائرات مسيّرة
choice-air_danger-military-aircraft = طائرات عسكرية قريبة
choice-air_danger-falling-debris = حطام يسقط
choice-air_danger-rocket-launch = إطلاق صاروخ حامل
choice-air_danger-navigation-interference = تشويش على الملاحة
choice-air_danger-taken-for-military = قد يُظن طائرة عسكرية
choice-air_danger-off-course = بعيد عن مساره

choice-transmit-turn-away = TURN AWAY NOW, DANGER AHEAD (انعطفوا الآن، الخطر أمامكم)
choice-transmit-steer-course = TURN TO COURSE ... TRUE (خذوا الاتجاه المذكور أدناه)
choice-transmit-climb = CLIMB NOW TO ... (اصعدوا إلى الارتفاع المذكور أدناه)
choice-transmit-descend = DESCEND NOW TO ... (انزلوا إلى الارتفاع المذكور أدناه)
choice-transmit-leave-area = LEAVE THIS AREA BY THE SHORTEST WAY (غادروا المنطقة بأقصر طريق)
choice-transmit-change-frequency = CONTACT US ON ... (انتقلوا إلى التردد المذكور أدناه)
choice-transmit-identify = SAY YOUR CALL SIGN (اذكروا رمز ندائكم)

choice-own_measure-none = لا شيء بعد
choice-own_measure-warned-by-us = حذرناها بأنفسنا
choice-own_measure-fire-held = أوقفنا نيراننا
choice-own_measure-own-aircraft-away = أبعدنا طائراتنا
choice-own_measure-airspace-closed = أُغلق مجالنا الجوي هناك

## تعريفات العد والوحدات
quantity-phrase-number = أمتار في IR2، ومئات الأمتار في RT7 وRT8 وRT9
quantity-persons-own-side = أشخاص من الجانب المبلّغ، يُعد كل منهم مرة واحدة
quantity-persons-in-distress = كل من يحتاج إلى الإنقاذ، بمن فيهم الطاقم
quantity-persons-found = كل أفراد المجموعة، بمن فيهم الموتى
