### الأجوبة والأسباب وأخطاء الحقول وكلمات عرض الرسالة.

## الأجوبة
answer-standby = STANDBY: انتظروا، سنجيب
answer-checking = CHECKING: نتحقق
answer-wait = WAIT: لا تبدأوا بعد
answer-wilco = WILCO: سننفذ
answer-unable = UNABLE: لا نستطيع التنفيذ
answer-roger = ROGER: وصلت وفُهمت
answer-affirm = AFFIRM: نعم
answer-negative = NEGATIVE: لا
answer-ours = OURS: هذا لنا
answer-not-ours = NOT OURS: هذا ليس لنا
answer-no-conflict = NO CONFLICT: وصلت، لا تعارض
answer-conflict = CONFLICT: وصلت، يوجد تعارض
answer-air-defence-told = AIR DEFENCE TOLD: أُبلغت الوحدة المسماة
answer-accept = ACCEPT: نقبله كما هو
answer-object = OBJECT: لا نقبله
answer-noted = NOTED: أخذنا علمًا، دون قبول ولا اعتراض
answer-hold = HOLD: لا تتحركوا

## أسباب الرفض
decline-not-competent = ليس من اختصاصنا
decline-other-channel = استخدموا القناة الأخرى
decline-cannot-say = لا نستطيع القول
decline-not-clear = الرسالة غير واضحة
decline-not-now = ليس الآن

## أخطاء الحقول
error-required = هذا الحقل فارغ.
    .remedy = املأوه أو اختاروا «غير معروف».
error-required-known = هذا الحقل فارغ.
    .remedy = املأوه. لا يجوز هنا «غير معروف».
error-unknown-not-here = لا يجوز هنا «غير معروف».
    .remedy = حددوا ما تتعلق به هذه الرسالة.
error-no-such-field = لا يوجد في النموذج حقل «{ $name }».
    .remedy = استخدموا أسماء حقول النموذج.
error-one-of = يلزم واحد على الأقل من: { $fields }.
    .remedy = املأوا واحدًا منها أو اختاروا «غير معروف».
error-choice = هذا ليس من الخيارات.
    .remedy = اختاروا واحدًا من: { $choices }.
error-number-form = هذا ليس عددًا صحيحًا.
    .remedy = اكتبوا أرقامًا فقط.
error-number-range = العدد خارج المجال من { $low } إلى { $high }.
    .remedy = اكتبوا عددًا من { $low } إلى { $high }.
error-instant-no-date = الوقت بلا تاريخ لا يكفي.
    .remedy = اكتبوا التاريخ والوقت بالتوقيت العالمي: 2026-11-21T02:30Z أو 210230ZNOV26.
error-instant-no-zone = لم يُذكر أي توقيت هذا.
    .remedy = اكتبوه بالتوقيت العالمي منتهيًا بحرف Z: 2026-11-21T22:30Z.
error-instant-offset = هذا الوقت ليس بالتوقيت العالمي.
    .remedy = حوّلوه إلى التوقيت العالمي وأنهوه بحرف Z: 2026-11-21T22:30Z.
error-instant-form = لا يمكن قراءة هذا الوقت.
    .remedy = اكتبوه بالتوقيت العالمي: 2026-11-21T22:30Z أو 212230ZNOV26.
error-instant-range = التاريخ خارج السنوات 2000 إلى 2099.
    .remedy = تحققوا من السنة.
error-date-impossible = لا وجود لهذا التاريخ أو الوقت.
    .remedy = تحققوا من اليوم والشهر والساعة والدقيقة.
error-date-form = لا يمكن قراءة هذا التاريخ.
    .remedy = اكتبوا السنة ثم الشهر ثم اليوم: 2026-11-21.
error-window-both = البداية والنهاية لازمتان.
    .remedy = اكتبوا الوقتين بالتوقيت العالمي.
error-window-order = النهاية ليست بعد البداية.
    .remedy = تحققوا من الوقتين.
error-position-both = الصيغتان لازمتان.
    .remedy = اكتبوا العرض والطول، والمكان نفسه بنظام MGRS من قراءة ثانية للخريطة.
error-position-apart = المسافة بين الصيغتين { $distance }.
    .remedy = تحققوا من كلتيهما على الخريطة. المسموح { $tolerance } على الأكثر.
error-position-form = لا يمكن قراءة هذا الموقع.
    .remedy = اكتبوا 35 20.167 N 040 08.467 E أو 35.3361 40.1411.
error-position-comma = الفاصلة داخل العدد ملتبسة.
    .remedy = اكتبوا نقطة: 35.3361 40.1411.
error-position-hemisphere = نصف الكرة غير واضح.
    .remedy = اكتبوا العرض مع N أو S، ثم الطول مع E أو W.
error-position-minutes = يجب أن تقل الدقائق والثواني عن 60.
    .remedy = تحققوا من الأرقام.
error-position-range = لا وجود لهذا المكان على الأرض.
    .remedy = العرض 90 على الأكثر، والطول 180 على الأكثر.
error-mgrs-form = هذه ليست صيغة MGRS.
    .remedy = اكتبوا المنطقة والمربع وعددًا زوجيًا من الأرقام: 37S FV 03713 10835.
error-mgrs-coarse = صيغة MGRS هذه غير دقيقة بما يكفي.
    .remedy = اكتبوا ثلاثة أرقام على الأقل لكل محور.
error-mgrs-square = لا وجود لمربع MGRS هذا.
    .remedy = تحققوا من المنطقة والنطاق وحرفي المربع.
error-accuracy = الدقة يجب أن تكون عدد أمتار من 1 إلى { $most }.
    .remedy = اكتبوا الأمتار بالأرقام أو اتركوها فارغة.
error-radius = لا يمكن قراءة نصف القطر.
    .remedy = اكتبوا عددًا حتى 2000 بثلاث منازل عشرية على الأكثر، واختاروا km أو nm.
error-area-count = تحتاج المنطقة من 3 إلى { $most } نقطة.
    .remedy = اكتبوا نقطة في كل سطر.
error-area-repeat = نقطة مكررة في المنطقة.
    .remedy = احذفوا إحداهما.
error-area-crosses = الحدود تقطع نفسها.
    .remedy = رتبوا النقاط حول المنطقة.
error-route-count = يحتاج المسار أو المنطقة من 2 إلى { $most } نقطة.
    .remedy = اكتبوا نقطة في كل سطر.
error-route-order = أوقات المسار تسير إلى الوراء.
    .remedy = رتبوا النقاط والأوقات.
error-altitude-datum = الوحدة والمرجع لا يتوافقان، أو أحدهما ناقص.
    .remedy = ft أو m مع AMSL أو AGL؛ وFL مع FL.
error-altitude-order = الارتفاعات معكوسة أو خارج الحدود.
    .remedy = الأدنى أولًا؛ { $most } على الأكثر.
error-text-character = لا يجوز إرسال الرمز { $character }.
    .remedy = احذفوه. الرموز الخفية وتلك التي تغير الاتجاه مرفوضة.
error-text-long = في النص { $length } حرفًا؛ والمسموح { $most }.
    .remedy = اختصروه.
error-language = هذا ليس رمز لغة.
    .remedy = اكتبوا مثلًا en أو ru أو uk أو ar أو zh أو fr.
error-code = هذا ليس رمزًا قصيرًا.
    .remedy = { $most } من الحروف اللاتينية والأرقام والرموز . / : + ( ) - على الأكثر.
error-role = وظائف فقط: لا يُقبل هنا اسم شخص.
    .remedy = اختاروا واحدة من: { $roles }.
error-reference-form = هذا ليس رقم رسالة.
    .remedy = اكتبوا الطرف والرقم: ALPHA 12 أو ALPHA 2/12.
error-reference-party = «{ $party }» ليس طرفًا في هذا الخط.
    .remedy = اكتبوا اسم الطرف كما ورد في الميثاق.
error-changes-form = لم يُذكر أي نموذج يُصحح.
    .remedy = اكتبوا رمز النموذج الأصلي.
error-changes-none = يغيّر التصحيح من 1 إلى { $most } حقلًا.
    .remedy = اكتبوا الحقل = القيمة الجديدة، واحدًا في كل سطر.
error-not-typed = تملأ المحطة هذا الحقل.
    .remedy = اتركوه فارغًا.
error-never = لا يتفق هذا الحقل مع ما اختير أعلاه.
    .remedy = اتركوه فارغًا أو اختاروا شيئًا آخر.
error-order = هذا ليس بعد الوقت السابق في النموذج.
    .remedy = تحققوا من القيمتين.
error-as-many = العدد لا يطابق القائمة، ففيها { $count }.
    .remedy = صححوا العدد أو القائمة.
error-pair = هذا لا يخص ما اختير، بل يخصه { $wanted }.
    .remedy = اتركوا الحقل فارغًا: تملؤه المحطة.
error-codes = هذه ليست قائمة رموز.
    .remedy = اكتبوا من 1 إلى { $most } رموز مختلفة، رمز في كل سطر: 24 حرفًا لاتينيًا أو رقمًا أو علامة . / : + ( ) - على الأكثر

## الإعادة
read-back-missing = لم يُدخل.
read-back-differs = غير مطابق.
read-back-apart = الفرق { $distance }.

## كلمات صغيرة
shown-unknown-form = نموذج ليس في دليلنا
shown-field-number = الحقل { $number }
shown-not-legal = قيمة غير جائزة في هذا الحقل، معروضة كما وردت
shown-not-reviewed = الترجمة غير مراجعة.
shown-design-language = صيغت بالإنكليزية، لغة التصميم؛ غير مراجعة.
shown-author-language = كُتبت باللغة «{ $language }»؛ ولا حجية لها إلا بها.
shown-removed = تُرك فارغًا
shown-local = محلي { $time }
shown-lasts = المدة { $time }
shown-radius = نصف القطر { $radius }
shown-m = { $n } م
shown-km = { $n } كم
shown-nm = { $n } ميل بحري
shown-days = { $n } يوم
shown-near = على بعد { $distance } إلى { $way } من { $place }
shown-points = { $count ->
    [one] نقطة واحدة
    [two] نقطتان
    [few] { $shown } نقاط
    [many] { $shown } نقطة
   *[other] { $shown } نقطة
}
compass-N = الشمال
compass-NE = الشمال الشرقي
compass-E = الشرق
compass-SE = الجنوب الشرقي
compass-S = الجنوب
compass-SW = الجنوب الغربي
compass-W = الغرب
compass-NW = الشمال الغربي

# Forms of address: agreed, and looked for in free text (an officer reviews them). Between bars.
address-agreed = سعادة | معالي | السيد | السيدة
address-looked-for = الرفيق | رفيق | الأخ | أخي | صديقي | عزيزي
