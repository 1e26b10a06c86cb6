### كلمات المكتب.

## الوحدات: ثوان، دقائق، ساعات، أيام
ui-units = ث|د|س|ي

## الصفحات والأشخاص
ui-desk = المكتب
ui-compose = إنشاء رسالة
ui-watch-log = سجل المناوبة
ui-card = بطاقة معاودة الاتصال
ui-pages = الصفحات
ui-skip = إلى الرسائل
ui-login = تسجيل الدخول
ui-logout = تسجيل الخروج
ui-logged-in = مسجل الدخول:
ui-officer = الضابط
ui-name = اسم الدخول
ui-passphrase = عبارة المرور
ui-role = الوظيفة
ui-call-sign = رمز النداء
ui-terminal = الطرفية
ui-terminal-board = طرفية: لم يسجل أحد الدخول
ui-terminal-help = يُعرض الخط وترن رسائل FLASH. سجلوا الدخول لفتحها.
ui-enrol = تسجيل هذه الطرفية
ui-enrol-code = رمز لمرة واحدة
ui-language = اللغة
ui-help = مساعدة
ui-keys = المفاتيح
ui-keys-on = استخدام المفاتيح المفردة
ui-key-walk = الرسالة التالية، السابقة
ui-key-urgent = إلى الأكثر إلحاحًا
ui-key-escape = إغلاق، رجوع
ui-yes = نعم
ui-no = لا
ui-none = لا يوجد
ui-never = ليس بعد
ui-unknown = غير معروف
ui-back = رجوع
ui-continue = متابعة
ui-save = حفظ
ui-send = إرسال
ui-choose = اختاروا
ui-show = عرض
ui-hide = إخفاء
ui-older = أقدم
ui-newer = أحدث
ui-search = بحث
ui-print = طباعة
ui-utc-help = التوقيت العالمي المنسق. كل الأوقات به ما لم يُذكر غير ذلك.

## الخط والأطراف
ui-line = الخط
ui-line-state = حالة الخط
ui-party = الطرف
ui-our-side = جانبنا
ui-their-side = الجانب الآخر
ui-own-side = فحص جانبنا
ui-witnessed = شهد الشاهد حتى
ui-station = المحطة
ui-person = شخص
ui-machine = آلة
ui-machine-help = خطوة آلة. لا تقول شيئًا عن شخص.
ui-station-heard = سُمعت المحطة
ui-person-heard = آخر توقيع لشخص
ui-their-desk = مكتبهم
ui-desk-attended = مشغول، بحسب محطتهم
ui-desk-empty = لا أحد هناك، بحسب محطتهم
ui-desk-unsaid = لم يُذكر
ui-clock-offset = فرق الساعتين
ui-our-clock = ساعتنا
ui-their-clock = ساعتهم
ui-clock-quality = جودة الساعة
ui-holds-of-ours = ما لديهم منا
ui-waiting = { $n ->
    [zero] لا شيء ينتظر
    [one] رسالة واحدة تنتظر
    [two] رسالتان تنتظران
    [few] { $n } رسائل تنتظر
    [many] { $n } رسالة تنتظر
   *[other] { $n } رسالة تنتظر
}
ui-bearer = القناة
ui-bearers = القنوات
ui-up = تعمل
ui-down = لا تعمل
ui-urgent = عاجلة
ui-round-trip = زمن الذهاب والإياب
ui-heard-ago = سُمعت قبل { $age }
ui-withheld = محجوب
ui-withheld-since = يحجبه { $party } منذ { $time }
ui-starting = لا تستطيع المحطة الإرسال بعد:
starting-asking = تسأل الجانب الآخر عما لديه منا
starting-anchor = تقارن بالعلامة المحفوظة خارج قاعدة البيانات
starting-generation = تفتح جيلًا جديدًا
starting-resync = تتفق على مفاتيح جديدة
starting-store = تفتح المخزن
starting-blocked = تنتظر المشغّل
ui-charter = الميثاق
ui-charter-version = نسخة الميثاق
ui-fingerprint = البصمة
ui-fingerprint-help = قارنوها مع الجانب الآخر صوتيًا، مجموعة بعد مجموعة.
ui-callback = رقم معاودة الاتصال
ui-callback-help = من الميثاق الموقع، مهما قالت الرسالة. اتصلوا بهذا الرقم عند الشك.

## أصناف الصمت. لا يذكر أي منها دافعًا.
silence-none = الخط سليم
silence-own-cut-off = محطتنا مقطوعة
silence-unreachable = لا يمكن الوصول إلى محطتهم
silence-not-heard = لا يسمعوننا
silence-nobody-at-desk = المحطة تعمل ولا أحد في المكتب
silence-opened-not-answered = فُتحت ولم يُجب عنها
silence-declined = رُفضت مع ذكر السبب
silence-suspended = الموضوع معلق

## الأسبقية
precedence-routine = عادية
precedence-priority = ذات أولوية
precedence-immediate = فورية
precedence-flash = خاطفة (FLASH)
ui-precedence = الأسبقية
ui-raise = رفع الأسبقية
ui-raise-help = يحتاج رفعها إلى ضابط ثانٍ.

## الرسائل
ui-messages = الرسائل
ui-no-messages = لا رسائل
ui-message = الرسالة
ui-number = الرقم
ui-form = النموذج
ui-from = من
ui-to = إلى
ui-ours = لنا
ui-theirs = لهم
ui-open = فتح
ui-closed = مغلقة
ui-unread = لم تُفتح
ui-released = وُقّعت
ui-stored = خُزّنت هنا
ui-received = وصلت
ui-steps = الدرجات
ui-timeline = التسلسل الزمني
ui-due = الأجل
ui-due-in = الأجل بعد { $time }
ui-overdue = متأخرة
ui-overdue-by = متأخرة { $time }
ui-lead = المهلة المسبقة
ui-lead-by-receipt = بحسب إيصالهم
ui-lead-by-release = بحسب إرسالنا
ui-code-line = سطر الرموز
ui-code-line-help = هو نفسه في كل اللغات.
ui-their-language = باللغة الأخرى
ui-critical = يُعاد
ui-required = لازم
ui-optional = اختياري
ui-hidden = مخفي حتى يُعاد
ui-unknown-form = هذا النموذج أو هذه النسخة ليست في دليلنا. تُعرض القيم كما وردت.
ui-unknown-form-title = نموذج غير معروف { $code }
ui-authors-language = لا حجية لها إلا باللغة «{ $language }»
ui-not-reached = لم تُبلغ
ui-not-received = لم تصل بعد
ui-impossible-order = الأوقات متناقضة
ui-line-test = اختبار الخط
ui-send-test = إرسال اختبار للخط
ui-exercise = تمرين
ui-exercise-help = هذا تمرين. لا شيء حقيقي في هذه الصفحة.
ui-exercise-mark = وسمها بأنها تمرين
ui-real = حقيقي
ui-mark-crossed = متقاطعة: صيغت قبل فتح { $ids }
ui-mark-late = متأخرة بحسب الساعتين
ui-mark-gap = ناقص قبلها: { $ids }
ui-mark-cancelled = ألغتها { $id }
ui-mark-overdue = متأخرة
ui-mark-second = بانتظار تأكيد ثانٍ
ui-mark-suspended = أُرسلت أثناء التعليق من: { $parties }
ui-mark-not-stored = لم تُخزن، لم يُقر بها
ui-mark-closed = مغلقة

## الدرجات
step-composed = صيغت
step-released = وُقّعت للإرسال
step-stored = خُزّنت
step-sent = أُرسلت
step-delivered = سُلّمت
step-opened = فُتحت
step-understood = فُهمت
step-passed = أُحيلت
step-answered = أُجيب عنها
step-declined = رُفضت
step-confirmed = أكدها ضابط ثانٍ
step-standby = انتظار الجواب
step-not-reached = لم تُبلغ
step-withheld = محجوبة

## ما هو مطلوب
due-opened = أن تُفتح
due-human = أول خطوة لشخص
due-understood = أن تُعاد
due-passed = أن تُحال
due-answered = جواب
due-answer = جواب
due-outcome = النتيجة

## الأفعال
ui-draft = مسودة
ui-drafts = المسودات
ui-no-drafts = لا مسودات
ui-drafted-by = صاغها { $name }
ui-review = مراجعة
ui-review-help = اقرأوها كما سيراها الجانب الآخر.
ui-edit = تعديل
ui-discard = حذف المسودة
ui-release = توقيع للإرسال
ui-release-alone = يجوز أن يرسل هذا النموذج ضابط واحد.
ui-release-two = يجب أن يرسلها ضابط آخر.
ui-release-two-help = أنتم صغتموها. يسجل ضابط ثانٍ الدخول ويرسلها.
ui-second-officer = الضابط الثاني
ui-confirm-second = تأكيد الضابط الثاني
ui-cancel-message = إلغاء هذه الرسالة
ui-correct-message = تصحيح هذه الرسالة
ui-read-back = إعادة
ui-read-back-help = اكتبوا هذه القيم من جديد كما فهمتموها. تكفي صيغة واحدة للموقع.
ui-read-back-no-paste = اللصق مرفوض هنا.
ui-read-back-wrong = ما أدخلتموه مختلف. تحققوا أو اسألوا الجانب الآخر.
ui-expected = الواصل
ui-got = المُدخل
ui-understood = مفهومة
ui-pass = أُحيلت إلى
ui-pass-help = سمّوا السلطة أو الوحدة التي أبلغتموها.
ui-unit = الوحدة أو السلطة
ui-answer = جواب
ui-answer-help = يُبقي STANDBY وCHECKING الرسالة مفتوحة. وكل جواب آخر يغلقها.
ui-answer-unit = سمّوا الوحدة التي أُبلغت.
ui-remark = ملاحظة
ui-decline = رفض
ui-decline-reason = السبب
ui-standby = انتظار
ui-query = السؤال عن هذا الحقل
ui-note = ملاحظة
ui-add-note = كتابة في سجل المناوبة
ui-relief = تسليم المناوبة
ui-relief-help = يوقع الضابطان قائمة البنود المفتوحة.
ui-relieving = الضابط المتسلم
ui-open-items = البنود المفتوحة
ui-export = تصدير محضر الخط
ui-export-help = ملف واحد يتحقق منه «directline verify» دون هذه المحطة.
ui-evidence = نسخة إثبات من هذه الرسالة إلى
ui-evidence-make = إعداد النسخة
ui-evidence-reading = مع نسخة للقراءة والطباعة بلغتي
ui-evidence-help = الرسالة وإيصالاتها وبراهينها ولا شيء سواها من الخط. يُسجَّل المستلم ورقم النسخة في سجل المناوبة وفي الملف.
ui-verify = تحقق
ui-step-back = تراجعوا
ui-step-back-help = تطلب من الجانب الآخر وقف ما يفعله في مكان ما، الآن. تُرسل بأسبقية FLASH من ضابط واحد.
ui-step-back-lift = فتح نموذج تراجعوا
ui-stop = قف
ui-errors = { $n ->
    [zero] لا أخطاء
    [one] حقل واحد غير صحيح
    [two] حقلان غير صحيحين
    [few] { $n } حقول غير صحيحة
    [many] { $n } حقلًا غير صحيح
   *[other] { $n } حقل غير صحيح
}

## أُنجز
ui-done-released = وُقّعت للإرسال.
ui-done-confirmed = أُكدت.
ui-done-passed = وُقّعت: أُحيلت.
ui-done-answered = وُقّع الجواب.
ui-done-declined = رُفضت ووُقّع الرفض.
ui-done-understood = فُهمت ووُقّعت.
ui-done-discarded = حُذفت المسودة.
ui-done-noted = كُتبت في سجل المناوبة.
ui-done-acknowledged = أُقر بالإنذار.
ui-done-silenced = أُسكت الصوت 60 ثانية. لم يوقع شيء.
ui-done-relieved = سُلمت المناوبة.
ui-done-tested = أُرسل اختبار الخط.
ui-done-opened = فُتحت ووُقّعت.
ui-done-saved = حُفظت المسودة.
ui-done-enrolled = سُجلت هذه الطرفية.

## الصوت والإنذارات
ui-sound = الصوت
ui-audible = الصوت يعمل
ui-not-audible = غير مسموع: لا يستطيع هذا المكتب الرنين
ui-arm = تشغيل صوت المناوبة
ui-test-tone = نغمة اختبار
ui-heard = هل سمعتموها؟
ui-alarm = إنذار
ui-alarms = الإنذارات
ui-no-alarms = لا إنذارات
ui-no-other-alarms = لا إنذارات أخرى
ui-high = عالٍ
ui-medium = متوسط
ui-low = منخفض
ui-silence = إسكات
ui-silence-help = سكوت 60 ثانية. لا يوقع شيئًا.
ui-silenced = صامت لمدة
ui-acknowledge = إقرار
ui-acknowledge-help = رأيتم هذا الإنذار. يُسجل ذلك باسمكم.
ui-acknowledged-by = أقر به { $name }
ui-alarm-gone = لم يعد هذا الإنذار موجودًا.
ui-audible-desks = مكاتب مسموعة
ui-mute-desks = مكاتب صامتة

alarm-flash = خاطفة (FLASH)
alarm-flash-fold = رسائل FLASH فوق الحد: كلها مدرجة وترن مرة واحدة
alarm-flash-unacknowledged = رسالتنا FLASH: لم يوقع أي شخص لديهم بعد
alarm-escalation = FLASH: لم يوقع أي شخص لدينا بعد. الوظيفة التالية.
alarm-not-stored = تعذر تخزين رسالة: معروضة ولم يُقر بها
alarm-blackout = الخط صامت: لا تُسمع المحطة على أي قناة
alarm-not-heard = لا يسمعوننا: اتجاه واحد مقطوع
alarm-evidence = سجلان مختلفان موقعان بمفتاح واحد
alarm-two-histories = سجلان مختلفان موقعان بمفتاح واحد
alarm-no-desk-audible = لا يستطيع أي مكتب الرنين
alarm-disk-full = القرص ممتلئ
alarm-store-broken = المخزن يحتاج إلى مشغّل
alarm-immediate = رسالة فورية
alarm-bearer = فُقدت قناة
alarm-bearer-lost = فُقدت قناة
alarm-desk-mute = مكتب لا يستطيع الرنين
alarm-withheld = قيد محجوب
alarm-damaged = قيود محفوظة تالفة: طُلبت نسخ منها
alarm-overdue = جواب متأخر منهم
alarm-overdue-ours = جواب متأخر منا
alarm-clock = الساعتان مختلفتان
alarm-clock-offset = الساعتان مختلفتان
alarm-anomaly = بيانات ليست منهم: حُفظت كحالة شاذة
alarm-bell = رنين بلا رسالة: اسألوا
alarm-test-late = اختبار الخط متأخر
alarm-witness = الشاهد لم يوقّع منذ مدة طويلة
alarm-witness-fork = وقّع الشاهد تاريخًا آخر لهذا السجل
alarm-key = تعذّر استخدام مفتاح: لا يخرج شيء يجب أن يوقّعه
alarm-key-lost = أعلن طرف فقدان مفاتيحه: لم تعد تفتح الخط
alarm-arrived = وصلت رسالة
alarm-flash-flood = رسائل FLASH كثيرة

## اتصال الصفحة نفسها
ui-stream-none = لا تُحدَّث: أعيدوا تحميل الصفحة
ui-stream-connecting = جارٍ الاتصال بمحطتنا
ui-stream-live = مباشر
ui-stream-stale = قديم: لا شيء من محطتنا
ui-stream-gone = انقطع الاتصال بمحطتنا: هذه الصفحة قديمة
ui-stream-ended = انتهت جلستكم.

## جودة الساعة
clock-unknown = الجودة غير معروفة
clock-free = تعمل وحدها
clock-synced = متزامنة
clock-disciplined = مضبوطة على مرجع

## أجزاء الحقول
ui-part-value = القيمة
ui-part-lat_lon = العرض والطول
ui-part-mgrs = MGRS
ui-part-accuracy = الدقة، م
ui-part-radius = نصف القطر
ui-part-unit = الوحدة
ui-part-datum = المرجع
ui-part-low = الأدنى
ui-part-high = الأعلى
ui-part-from = من
ui-part-to = إلى
ui-part-role = الوظيفة
ui-part-reach = هاتف أو تردد
ui-part-kind = النوع
ui-part-count = العدد
ui-part-identity = الهوية
ui-part-text = النص
ui-part-lang = لغة النص
ui-part-changes = الحقل = القيمة الجديدة
ui-part-t = وقت عالمي
ui-part-d = تاريخ عالمي
ui-part-ref = الطرف والرقم
ui-part-n = عدد
ui-part-int = عدد
ui-part-poly = نقاط، نقطة في كل سطر
ui-part-route = نقاط، نقطة في كل سطر، مع @ والوقت إن عُرف
ui-part-codes = رموز، رمز في كل سطر

## أخطاء الصفحات
ui-error = خطأ
ui-error-not-found = لا توجد صفحة أو رسالة كهذه.
ui-error-not-allowed = لا يُسمح لكم بهذا.
ui-error-not-now = هذا غير ممكن الآن.
ui-error-bad-form = أرسلت الصفحة ما لم يصنعه هذا المكتب.
ui-error-too-large = البيانات أكبر من المسموح.
ui-error-full = القرص ممتلئ. لم يُخزن شيء.
ui-error-station = لم تستطع محطتنا فعل ذلك.
ui-error-login = اسم الدخول أو عبارة المرور غير صحيحة.
ui-error-wait = محاولات كثيرة. انتظروا قبل المحاولة من جديد.
ui-remedy = ما العمل

## سجل المناوبة
log-login = دخول { $officer }
log-logout = خروج { $officer }
log-login-refused = رُفض الدخول
log-note = { $text }
log-officer-added = أُضيف الضابط { $login }
log-officer-passphrase = عبارة مرور جديدة للضابط { $login }
log-officer-disabled = مُنع دخول الضابط { $login }
log-officer-enabled = سُمح مجددًا بدخول الضابط { $login }
log-key-missing = مفتاح مفقود: { $key }, { $place }: { $reason }
log-key-back = عاد المفتاح: { $key }, { $place }
log-passkey-added = سُجِّل مفتاح المرور { $number }: { $name }، { $site }
log-passkey-removed = أُزيل مفتاح المرور { $number }: { $name }، { $site }
log-approved = اعتُمدت { $message } بمفتاح مرور، الاعتماد { $approval }
log-forget-asked = طلب { $number } نسيان { $messages }: { $reason }
log-forget-dropped = أُلغي طلب النسيان { $number }
log-forgotten = نُسي (طلب { $number } من { $asked }): { $messages }: { $reason }
log-station-started = بدأت المحطة
log-station-stopped = توقفت المحطة
log-released = وُقّعت للإرسال { $message }
log-opened = فُتحت { $message }
log-understood = أُعيدت { $message }
log-passed = أُحيلت { $message } إلى { $unit }
log-answered = جواب عن { $message }: { $code }
log-declined = رُفضت { $message }: { $code }
log-acknowledged = أُقر بإنذار
log-silenced = أُسكتت الإنذارات 60 ثانية
log-armed = شُغل صوت المكتب وسُمعت النغمة
log-not-audible = لا يستطيع المكتب الرنين
log-relief = سُلمت المناوبة
log-export = صُدّر محضر الخط
log-evidence = نسخة إثبات { $copy } إلى { $recipient }: { $messages } (SHA-256 { $digest })
log-line-test = أُرسل اختبار الخط
log-enrolled = سُجلت الطرفية

## Pages of the desk
ui-acknowledge-as = الإقرار باسم { $name }
ui-acknowledged = أقرّ به
ui-acts = ما يمكن فعله
ui-all-messages = كل الرسائل
ui-by-bearer = وصلت عبر
ui-cancel-help = الإلغاء معبأ وجاهز: لا ينقصه سوى السبب والإصدار.
ui-card-help = قارن البصمة مع الطرف الآخر صوتياً، مجموعة بعد مجموعة. إنها تمثل الميثاق كله.
ui-compose-help = كل حقل يقبل كلمة «unknown» (غير معروف). الأوقات بالتوقيت العالمي.
ui-confirm-second-help = أصدرها ضابط واحد بمفرده. تأكيدك سجل مستقل؛ والرسالة لا تتغير.
ui-crossed-help = لم يكن كاتبها قد فتح { $ids } عند كتابتها.
ui-desks-audible = المكاتب القادرة على الرنين: { $n }
ui-desks-mute = لا تستطيع الرنين: { $n }
ui-difference = الفرق
ui-draft-alone = يكفي ضابط واحد لإصدارها
ui-draft-cancel = إلغاء جاهز للرسالة { $id }
ui-draft-errors = حقول تحتاج إلى تصحيح: { $n }
ui-draft-second = بانتظار إصدار ضابط ثانٍ
ui-drafter = كتبها
ui-empty-log = لا قيود بعد
ui-enrol-help = ينشئ المشغّل الرمز بالأمر «directline terminal enrol». يُستعمل مرة واحدة.
ui-exercise-choose = هذه الرسالة تدريب
ui-gap-help = وصلت قبل { $ids } التي لا نملكها بعد.
ui-handling = المعالجة
ui-login-help = المحاولات الفاشلة تُحصى وتُبطأ.
ui-login-refused = لم يتم الدخول.
ui-may-release = الإصدار
ui-mismatch = ما أدخلته مختلف. لم يُوقَّع شيء.
ui-mismatch-apart = المسافة بينهما
ui-mismatch-empty = لم يُدخل
ui-mismatch-you = أدخلت
ui-nobody = لا أحد مسجل الدخول
ui-not-known = غير معروف
ui-not-stored = تعذر حفظ هذه الرسالة. هي معروضة وغير مُقر باستلامها.
ui-older-page = رسائل أقدم
ui-on-watch = في المناوبة
ui-one-officer = يجوز لضابط واحد إصدارها بمفرده.
ui-one-officer-by-reference = يجوز لضابط واحد إصدارها إذا أشارت إلى رسالة منقذة للحياة.
ui-two-officers = الكاتب والمُصدِر ضابطان مختلفان.
ui-open-help = يوقّع أن شخصاً هنا فتحها.
ui-other-languages = باللغات الأخرى
ui-ours-long = منّا
ui-theirs-long = من { $party }
ui-raised-by = رفعها { $name }
ui-read-back-page = أدخل هذه القيم من جديد كما فهمتها. القيم المستلمة ليست في هذه الصفحة، واللصق مرفوض.
ui-read-back-sign = قارن ووقّع: مفهوم
ui-refers = بشأن { $id }
ui-release-drill = إصدار بصفة تدريب
ui-release-help = تُوقَّع فوراً بصفة { $name }. لا تُسترجع الرسالة بعد إصدارها، بل تُلغى فقط.
ui-relief-leaving = يسلّم المناوبة:
ui-relief-login = اسم دخول الضابط المستلم
ui-relief-open = ما يُسلَّم
ui-relief-sign = توقيع الطرفين: تسليم المناوبة
ui-relief-signed = وقّعها الاثنان
ui-rest = بقية الرسالة
ui-review-not-sent = لم تُرسل بعد. هكذا ستُقرأ.
ui-second-needed = يُصدرها ضابط غير كاتبها.
ui-passkeys = مفاتيح المرور
ui-passkeys-help = بمفتاح المرور تعتمد الرسالة التي تصدرها بعينها. يبقى المفتاح على جهازك، ويحفظ طرفنا ما وقّعه، ولا يراه الطرف الآخر.
ui-passkey-name = اسم هذا المفتاح
ui-passkey-add = تسجيل مفتاح مرور
ui-passkey-remove = إزالة
ui-passkey-host = مفتاح المرور مرتبط بعنوان هذا المكتب: افتح المكتب باسم مع https أو باسم localhost على جهاز المحطة نفسه.
ui-passkey-failed = لم يُجب مفتاح المرور. لم يُصدر شيء ولم يُسجَّل شيء.
ui-passkey-unsupported = لا توجد مفاتيح مرور في هذا المتصفح.
ui-release-passkey = إصدار بمفتاح المرور
ui-passkey-needed = لا يُصدر طرفنا هذا إلا بمفتاح مرور.
ui-done-passkey-added = سُجِّل مفتاح المرور.
ui-done-passkey-removed = أُزيل مفتاح المرور.
ui-forgotten = نُسي هنا ما جاء فيها بقرار ضابطين من طرفنا. ويبقى ثابتًا من وقّعها ومتى، والسبب في سجل المناوبة.
ui-second-wait = أنت من كتبها. يجب أن يدخل ضابط ثانٍ ويراجعها ويصدرها.
ui-sign = توقيع
ui-since = منذ
ui-step = الخطوة
ui-step-back-page = يطلب منهم التوقف الآن عما يفعلونه في مكان ما. لا شيء يُرسل قبل إصدارك في الصفحة التالية.
ui-terminal-alarms = إنذارات: { $n }. سجّل الدخول لقراءتها.
ui-terminal-login = سجّل الدخول للفتح والرد.
ui-terminal-quiet = لا أحد مسجل الدخول. الخط تحت المراقبة؛ ورسالة FLASH سترن هنا.
ui-watch-help = خاص بطرفنا، والإضافة فقط.
ui-what = ماذا
ui-who = من
ui-write = كتابة

## ما تقوله المحطة
alarm-drill = تمرين: رسالة FLASH تدريبية
alarm-desk-silent = مكتب صمت
alarm-not-passed = لم يوقّع أحد على إبلاغ وحدة
step-cancelled = أُلغيت
log-line-ready = يمكن للمحطة الإرسال
log-line-generation = جيل جديد من سجلنا: { $detail }
log-line-resync = اتُّفق على مفاتيح جديدة مع { $party }
log-line-peer-restarted = بدأت محطة { $party } من جديد
log-line-blackout = الخط صامت، { $party }: { $state }
log-line-not-heard = { $party } لا يسمعنا: { $state }
log-line-clock = ساعة { $party } وساعتنا مختلفتان: { $state }
log-line-damaged = القيد المحفوظ { $id } تالف: { $state }
log-store-broken = المخزن: { $reason }
log-anomaly = بايتات تخالف قاعدة من { $party }: { $reason }
log-confirmed = أكّدها ضابط ثانٍ: { $message }
log-read-back-wrong = إعادة قراءة { $message } مختلفة: { $fields }
log-discarded = حُذفت المسودة { $draft }
log-drill-window = وافق جانبنا على وقت التمرين
