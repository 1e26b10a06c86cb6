### الأشخاص: مواقع وهدن وممرات وتبادلات: كلمات هذه النماذج.

## العناوين
form-H1 = موقع إنساني
form-H2 = موقع إنساني: تغيير أو سحب
form-H4 = تنقل مُخطَر به: كيف يسير
form-H5 = قف: يُضرب موقع أو تنقل أُخطر به
form-H6 = هدنة أو وقف لإطلاق النار: اقتراح
form-H7 = ممر: اقتراح
form-H8 = سفينة في خطة يوم
form-H9 = إخطار بوقوع في الأسر
form-H10 = تبادل: قائمة
form-H12 = تبادل: النتيجة والعدد
form-H13 = نقل رفات

## الأجوبة
answer-on-unit-list = ON UNIT LIST: مدرج في قائمة الوحدات المذكورة
answer-matched = MATCHED: كل القيود تطابق ما عندنا
answer-same-count = SAME COUNT: عددنا مثل عددكم
answer-other-count = OTHER COUNT: عددنا يختلف

## مجموعات النماذج
profile-humanitarian-notices = إخطارات إنسانية: التغييرات وسير التنقل
profile-sea-corridor = ممر بحري: خطة يوم
profile-detainees = الأسرى والرفات

## الحقول
field-site_function = استعمال الموقع
    .help = ما يُستعمل له الآن.
field-site_organisation = المنظمة
    .help = من يدير الموقع. بلا أسماء أشخاص.
field-footprint = حدود الموقع
    .help = زوايا الموقع بالترتيب، زاوية في كل سطر.
field-photograph = بصمة الصورة
    .help = قيمة SHA-256 لصورة يحتفظ بها جانبكم، 64 خانة.
field-verified_by = من تحقق
    .help = من تحقق من المكان والاستعمال. «لا أحد» جواب جائز.
field-verified_on = تاريخ التحقق
    .help = تاريخ بالتوقيت العالمي: 2026-11-21.
field-valid_until = صالح حتى
    .help = آخر يوم لهذا الإخطار بالتوقيت العالمي. ثم أرسلوه من جديد.
field-effect = أثر هذا الإخطار
    .help = يرد هذا السطر في كل إخطار من هذا النوع.
field-site_change = التغيير
    .help = ما يتغير. تغيير واحد في كل رسالة.
field-effective_at = يسري من
    .help = بالتوقيت العالمي: 2026-11-21T22:30Z.
field-movement_event = ما حدث
    .help = أين وصل التنقل.
field-expected_at = الوقت المتوقع
    .help = متى يُتوقع، بالتوقيت العالمي.
field-unit_named = سمّى المتلقي وحدة
    .help = هل سمّى الجانب الآخر وحدة له لديها الإخطار.
field-attack_harm = الأذى
    .help = أسوأ ما هو معلوم.
field-starts_at = يبدأ في
    .help = بالتوقيت العالمي: 2026-11-21T22:30Z.
field-end_kind = النهاية
    .help = محددة أو مفتوحة. يجب ذكرها.
field-ends_at = ينتهي في
    .help = بالتوقيت العالمي، إن كانت النهاية محددة.
field-extent = أين يسري
    .help = في منطقة أو دائرة أو على طول الخط كله.
field-stops_ground_fire = يتوقف إطلاق النار من الأرض
    .help = المدفعية والهاون والصواريخ والأسلحة الخفيفة.
field-stops_air_strikes = تتوقف ضربات الطيران المأهول
    .help = القنابل والصواريخ من الطائرات والمروحيات.
field-stops_unmanned = تتوقف ضربات المسيّرات
    .help = في الجو والبر والبحر.
field-stops_sea_fire = يتوقف إطلاق النار من البحر
    .help = مدافع السفن وصواريخها.
field-stops_advance = يتوقف التقدم إلى الأمام
    .help = لا يتجاوز أحد الخط القائم عند البداية.
field-exceptions = الاستثناءات
    .help = ما يجوز أن يستمر مع ذلك.
field-exceptions_text = الاستثناءات كتابةً
    .help = كل استثناء برقمه.
field-monitor = من يراقب
    .help = من يرى هل يُحترم.
field-binding = متى يُلزم
    .help = السكوت ليس موافقة. الموافقة هي الجواب ACCEPT وحده.
field-corridor_width = العرض
    .help = العرض الكامل، والمسار في الوسط.
field-corridor_users = من يستعمله
    .help = من أو ما يمر.
field-stand_off = تبتعد القوات مسافة
    .help = المسافة من الحافة. 10 أميال بحرية تساوي 18520 مترًا.
field-plan_day = يوم الخطة
    .help = تاريخ بالتوقيت العالمي: 2026-11-21.
field-vessel_name = السفينة
    .help = الاسم بالحروف اللاتينية كما هو مسجل.
field-imo_number = رقم IMO
    .help = سبعة أرقام.
field-passage = العبور
    .help = نحو الموانئ أو منها.
field-plan_order = الترتيب
    .help = الرقم 1 أولًا.
field-plan_vessels = سفن ذلك اليوم
    .help = كم رسالة في هذه الخطة.
field-agency_number = الرقم لدى الوكالة المركزية
    .help = الاسم لدى الوكالة. لا أسماء هنا.
field-service_number = الرقم العسكري
    .help = كما في قرص الهوية.
field-person_category = الفئة
    .help = كما يراها جانبكم. قد يراها الجانب الآخر غير ذلك.
field-captured_on = تاريخ الأسر
    .help = تاريخ بالتوقيت العالمي: 2026-11-21.
field-health = الصحة
    .help = الفئة وحدها بلا تشخيص.
field-agency_told = أُبلغت الوكالة المركزية
    .help = هذا النموذج لا يحل محل ذلك الإبلاغ.
field-agency_told_on = تاريخ الإبلاغ
    .help = تاريخ بالتوقيت العالمي: 2026-11-21.
field-card_sent = أُرسلت بطاقة الأسر
    .help = البطاقة التي يملؤها الأسير.
field-list_id = القائمة
    .help = رقم القائمة الذي يستعمله الجانبان.
field-round = الجولة
    .help = جولة هذا التبادل.
field-list_status = هذه القيود
    .help = حالة واحدة لكل قيود هذه الرسالة.
field-dispute = موضع الخلاف
    .help = سبب واحد في كل رسالة.
field-entries = القيود
    .help = أرقام متفق عليها لهذه القائمة، رقم في كل سطر. لا أسماء ولا بصمات أسماء.
field-entry_count = عدد القيود
    .help = بقدر ما في القائمة أعلاه.
field-counting = تعريف العد
    .help = أي أشخاص تعدّهم الأرقام. لا معنى للرقم بدونه.
field-handed_over = من سُلّموا
    .help = سلّمهم الجانب الذي يكتب هذا.
field-received = من استُلموا
    .help = استلمهم الجانب الذي يكتب هذا.
field-difference = الفرق عن القائمة
    .help = ما لم يكن كما في القائمة.
field-difference_entries = القيود المختلفة
    .help = أرقامها في القائمة، رقم في كل سطر.
field-identity_by = من أكد الهوية والرغبة
    .help = من سأل كل شخص، وليس أبدًا الجانب الذي احتجزه.
field-containers = حاويات مختومة
    .help = تُعرف هويات الموتى لاحقًا وقد تُعدّل.
field-seals = الأختام
    .help = رقم كل ختم، رقم في كل سطر. إن زادت على 100 فرسالة أخرى.

## الخيارات
choice-site_function-hospital = مستشفى
choice-site_function-clinic = عيادة أو محطة إسعاف
choice-site_function-shelter = ملجأ
choice-site_function-school = مدرسة
choice-site_function-camp = مخيم نازحين
choice-site_function-aid-store = مخزن إغاثة
choice-site_function-aid-office = مكتب منظمة إغاثة
choice-site_function-aid-residence = سكن عاملي إغاثة
choice-site_function-food = توزيع غذاء أو مخبز
choice-site_function-water = إمداد بالماء
choice-site_function-power = إمداد موقع كهذا بالكهرباء
choice-site_function-worship = دار عبادة
choice-site_function-culture = متحف أو معلم
choice-site_function-other = غير ذلك

choice-verified_by-nobody = لا أحد: لم يُتحقق منه
choice-verified_by-organisation = المنظمة نفسها
choice-verified_by-neutral = المضيف المحايد
choice-verified_by-united-nations = الأمم المتحدة
choice-verified_by-our-side = جانبنا
choice-verified_by-your-side = جانبكم

choice-effect-no-protection = لا يمنح حماية ولا إذنًا؛ وما يحميه القانون محمي بدونه

choice-site_change-withdrawn = سُحب: لم يعد يُستعمل كذلك
choice-site_change-moved = نُقل
choice-site_change-footprint = حدود أخرى
choice-site_change-function = استعمال آخر
choice-site_change-validity = صلاحية أخرى
choice-site_change-verified = جرى التحقق منه
choice-site_change-contact = جهة اتصال أخرى

choice-movement_event-started = بدأ
choice-movement_event-delayed = تأخر
choice-movement_event-halted = توقف
choice-movement_event-off-route = على مسار آخر
choice-movement_event-goes-on = استُؤنف بعد توقف
choice-movement_event-turned-back = عاد أدراجه
choice-movement_event-arrived = وصل

choice-attack_harm-none-yet = لا أذى حتى الآن
choice-attack_harm-damage = أضرار
choice-attack_harm-fire = حريق
choice-attack_harm-injured = جرحى
choice-attack_harm-dead = قتلى

choice-end_kind-fixed = في وقت محدد
choice-end_kind-open = مفتوحة: حتى يقول أحد الجانبين غير ذلك

choice-extent-area = في المنطقة المذكورة أدناه
choice-extent-circle = في الدائرة المذكورة أدناه
choice-extent-whole-line = على طول خط التماس كله

choice-exceptions-none = لا شيء
choice-exceptions-self-defence = الدفاع عن النفس ضد النيران
choice-exceptions-medical-evacuation = إخلاء طبي
choice-exceptions-mine-clearance = إزالة ألغام
choice-exceptions-named = المذكورة أدناه

choice-monitor-none = لا أحد
choice-monitor-neutral-host = المضيف المحايد
choice-monitor-joint = الجانبان معًا
choice-monitor-united-nations = الأمم المتحدة
choice-monitor-third-party = طرف ثالث

choice-binding-when-accepted = لا يُلزم أحدًا حتى يجيب الجانب الآخر ACCEPT

choice-corridor_users-civilians = مدنيون
choice-corridor_users-wounded = جرحى ومرضى
choice-corridor_users-aid = مواد إغاثة
choice-corridor_users-medical-teams = فرق طبية
choice-corridor_users-repair-crews = فرق إصلاح
choice-corridor_users-merchant-vessels = سفن تجارية
choice-corridor_users-prisoners = أشخاص للتبادل

choice-passage-inbound = نحو الموانئ
choice-passage-outbound = من الموانئ

choice-person_category-servicemen = أفراد القوات المسلحة
choice-person_category-medical-or-religious = أفراد طبيون أو دينيون
choice-person_category-civilians = مدنيون
choice-person_category-wounded-or-ill = جرحى أو مرضى
choice-person_category-minors = قاصرون
choice-person_category-mixed = مختلطة

choice-health-well = سليم
choice-health-wounded-or-ill = جريح أو مريض
choice-health-seriously-wounded-or-ill = جريح أو مريض بحالة خطرة
choice-health-died = متوفى

choice-list_status-asked-for = مطلوبة
choice-list_status-offered = معروضة
choice-list_status-matched = متطابقة
choice-list_status-disputed = مختلف عليها
choice-list_status-withdrawn = مسحوبة

choice-dispute-identity = الهوية
choice-dispute-category = الفئة
choice-dispute-already-returned = عاد من قبل
choice-dispute-died = متوفى
choice-dispute-twice = مكرر
choice-dispute-not-held = ليس عندنا
choice-dispute-not-asked = لم نطلبه

choice-counting-servicemen-only = أفراد القوات المسلحة فقط
choice-counting-parity = من هم ضمن النسبة المتفق عليها
choice-counting-all-who-move = كل من ينتقل من جانب إلى آخر

choice-difference-none = لا فرق
choice-difference-no-show = لم يُحضَر
choice-difference-substituted = أُحضر شخص آخر
choice-difference-not-on-list = ليس في القائمة
choice-difference-does-not-wish = لا يريد الذهاب
choice-difference-unfit = حالته لا تسمح بالسفر
choice-difference-died = متوفى
choice-difference-identity-differs = ليس من تذكره القائمة
choice-difference-several = عدة مما سبق

choice-identity_by-neutral = المضيف المحايد
choice-identity_by-icrc = اللجنة الدولية للصليب الأحمر
choice-identity_by-receiving-side = الجانب المتسلم
choice-identity_by-nobody = لا أحد

## تعريفات العد والوحدات
quantity-imo-number = رقم السفينة، لا عدد
quantity-order-of-day = الترتيب في ذلك اليوم
quantity-vessels-of-day = سفن خطة ذلك اليوم في الاتجاهين
quantity-exchange-round = رقم الجولة، بدءًا من 1
quantity-entries-of-message = قيود هذه الرسالة، قيد لكل شخص
quantity-persons-handed-over = الأشخاص المسلَّمون بتعريف العد أدناه، دون الطاقم والمرافقين
quantity-persons-received = الأشخاص المستلَمون بتعريف العد أدناه، دون الطاقم والمرافقين
quantity-sealed-containers = حاويات مختومة، لا أشخاص
