# office: orang, tim, akun sendiri, token, webhook, dan catatan audit.

## Umum
office-save = Simpan
office-copy = Salin
office-copy-link = Salin tautan
office-copied = Tersalin
office-print = Cetak
office-older = Catatan yang lebih lama
office-prove-title = Masukkan kata sandi Anda
office-prove-lead = Anda akan mengubah sesuatu yang bisa memberi orang lain akses, atau menutup akses seseorang. Tunjukkan bahwa ini memang Anda.
office-prove-go = Lanjutkan
office-prove-wrong = Ini bukan kata sandi Anda. Silakan coba lagi.
office-prove-first = Sebelum mengubah ini, masukkan kata sandi Anda sekali lagi.
office-prove-link = Masukkan kata sandi

## Peran
office-role-owner = Pemilik
office-role-owner-may = orang, pengaturan, token, dan semua yang lain
office-role-manager = Manajer
office-role-manager-may = survei, undangan, laporan, dan ekspor
office-role-agent = Agen
office-role-agent-may = hasil dan komentar
office-role-viewer = Pembaca
office-role-viewer-may = hanya hasil

## Orang
office-people-title = Orang
office-people-lead = Siapa yang bekerja dengan survei Anda dan apa yang boleh dilakukan masing-masing. Perubahan di sini berlaku sejak klik berikutnya.
office-members = Anggota
office-you = (Anda)
office-has-factor = faktor kedua
office-suspended = ditangguhkan
office-member-change = Ubah
office-member-since = Anggota sejak
office-role = Peran
office-role-save = Simpan peran dan tim
office-team = Tim
office-team-all = Semua tim
office-member-signout = Keluarkan dari semua perangkat
office-member-suspend = Tangguhkan
office-member-resume = Izinkan masuk lagi
office-member-remove = Hapus
office-member-remove-ask = Hapus { $name }? Token yang dibuat orang ini langsung berhenti berfungsi.
office-invite = Undang seseorang
office-invite-lead = Anda mendapat tautan yang berlaku satu kali selama tujuh hari. Hanya Anda yang melihatnya.
office-invite-mail = Kirim juga tautannya lewat surel
office-invite-go = Buat tautan
office-invited = Tautan untuk { $email } sudah siap.
office-invited-by-mail = Tautan untuk { $email } sudah siap, dan surelnya sedang dikirim.
office-invited-help = Tautan ini hanya ditampilkan sekarang. Salin dan kirimkan kepada orang ini saja.
office-pending = Diundang, belum bergabung
office-pending-until = berlaku sampai
office-withdraw = Tarik kembali
office-teams = Tim
office-teams-lead = Anggota sebuah tim hanya melihat survei milik tim itu.
office-team-name = Nama tim
office-team-rename = Ganti nama
office-team-delete = Hapus
office-team-new = Tim baru
office-team-go = Tambahkan tim

## Undangan
office-invitation-subject = { $name } mengundang Anda ke { $organisation } di Rater
office-invitation-text =
    Halo,

    { $name } mengundang Anda untuk ikut menangani survei { $organisation }. Buka tautan ini untuk menerima. Tautan berlaku satu kali selama tujuh hari:

    { $link }

    Jika Anda tidak menunggu surel ini, abaikan saja: tidak terjadi apa-apa selama tautannya tidak dipakai.
office-join-title = Bergabung dengan { $organisation }
office-join-lead = Anda diundang ke { $organisation }. Peran Anda: { $role }.
office-join-as = Anda bergabung dengan akun
office-join-has-account = Alamat ini sudah punya akun:
office-join-signin = Masuk dan bergabung
office-join-go = Bergabung

## Akun
office-account-title = Akun Anda
office-account-you = Anda
office-password = Kata sandi
office-password-lead = Kata sandi baru mengeluarkan Anda dari semua perangkat lain.
office-password-new = Kata sandi baru
office-password-go = Ganti kata sandi
office-factor = Faktor kedua
office-factor-owner = Sebagai pemilik, Anda dapat melihat dan mengubah semuanya. Pasang faktor kedua agar kata sandi yang dicuri saja tidak cukup.
office-factor-on = Saat masuk, kode dari aplikasi autentikator Anda diminta.
office-factor-off = Dengan faktor kedua, kata sandi yang dicuri tidak cukup untuk masuk sebagai Anda. Anda memerlukan aplikasi autentikator di ponsel.
office-factor-codes-left = { $count ->
        [0] Kode pemulihan sudah habis: buat yang baru.
       *[other] Tersisa { $count-written } kode pemulihan.
    }
office-factor-begin = Pasang faktor kedua
office-factor-remove = Lepas faktor kedua
office-factor-remove-ask = Lepas faktor kedua? Setelah itu, kata sandi saja cukup untuk masuk.
office-factor-title = Pasang faktor kedua
office-factor-lead = Pindai gambar ini dengan aplikasi autentikator Anda. Di ponsel ini, ketuk gambarnya.
office-factor-picture = Kode QR untuk aplikasi autentikator Anda
office-factor-secret = Atau ketik kunci ini:
office-factor-code = Enam angka yang ditampilkan aplikasi
office-factor-confirm = Konfirmasi
office-factor-cancel = Nanti saja
office-codes-title = Kode pemulihan Anda
office-codes-lead = Setiap kode dapat dipakai masuk satu kali jika ponsel Anda hilang. Kode hanya ditampilkan sekarang: cetak, atau simpan di pengelola kata sandi.
office-codes-renew = Kode pemulihan baru
office-codes-renew-ask = Buat kode pemulihan baru? Kode yang lama tidak berlaku lagi.
office-codes-done = Sudah saya simpan
office-sessions = Perangkat
office-sessions-lead = Lupa keluar di suatu komputer? Ini mengakhiri semua sesi Anda, termasuk yang sedang Anda pakai.
office-sessions-end = Keluar dari semua perangkat
office-others = Organisasi lain
office-others-go = Pindah ke sana

## Pengaturan
office-settings-title = Pengaturan
office-tab-organisation = Organisasi
office-tab-tokens = Token
office-tab-webhooks = Webhook
office-tab-audit = Catatan audit
office-organisation = Organisasi Anda
office-organisation-name = Nama
office-organisation-language-help = Bahasa awal untuk survei baru. Untuk halaman ini, setiap orang memilih bahasanya sendiri.
office-data = Data Anda
office-data-lead = Data ini milik Anda. Anda dapat mengambilnya kapan saja dalam format yang dibaca program lain.
office-data-surveys = Jawaban dan laporan sebagai CSV, Excel, SPSS, atau JSON: di halaman tiap survei.
office-data-surveys-go = Buka daftar survei
office-data-everything = Semuanya sekaligus: orang yang menjalankan server menghentikannya dahulu, lalu mengetik ini di baris perintah.

## Token
office-tokens-title = Token untuk program
office-tokens-lead = Dengan token, sebuah program dapat bekerja dengan survei Anda melalui API. Token tidak pernah dapat melakukan lebih dari orang yang membuatnya.
office-token-fresh = Inilah tokennya. Token hanya ditampilkan sekarang: simpan di tempat yang dibaca program Anda.
office-tokens-list = Token
office-tokens-none = Belum ada token.
office-token-good = berlaku
office-token-over = kedaluwarsa
office-token-revoked = dicabut
office-token-made = Dibuat
office-token-until = berlaku sampai
office-token-used = terakhir dipakai:
office-token-never-used = belum pernah
office-token-revoke = Cabut
office-token-revoke-ask = Cabut token ini? Program yang memakainya langsung berhenti berfungsi.
office-token-create = Buat token
office-token-name = Untuk apa?
office-token-name-help = Misalnya nama programnya. Dengan nama ini Anda mengenalinya nanti.
office-token-scopes = Apa yang boleh dilakukan?
office-token-read = membaca
office-token-write = mengubah
office-area-surveys = Survei, gelombang, undangan
office-area-answers = Jawaban satu per satu
office-area-results = Hasil dan laporan
office-area-service = Pelanggan, janji, momen, pemulihan
office-area-organisation = Orang dan pengaturan
office-token-days = Berlaku berapa hari?
office-token-go = Buat token

## Webhook
office-webhooks-title = Webhook
office-webhooks-lead = Rater langsung memberi tahu program lain ketika sesuatu terjadi. Yang dikirim menyebut surveinya, tidak pernah isi jawabannya, dan ditandatangani menurut spesifikasi Standard Webhooks.
office-webhook-fresh = Inilah kunci untuk memeriksa tanda tangan. Kunci hanya ditampilkan sekarang.
office-webhooks-list = Webhook
office-webhooks-none = Belum ada webhook.
office-webhook-on = aktif
office-webhook-off = nonaktif sejak { $time }
office-webhook-off-gone = nonaktif sejak { $time }: penerima menyatakan sudah tidak ada lagi
office-webhook-off-failing = nonaktif sejak { $time }: gagal selama lima hari
office-webhook-failing = gagal sejak { $time }
office-webhook-since = sejak
office-webhook-rotate = Kunci baru
office-webhook-disable = Nonaktifkan
office-webhook-enable = Aktifkan
office-webhook-delete = Hapus
office-webhook-delete-ask = Hapus webhook ke { $url }? Yang belum terkirim akan hilang.
office-webhook-create = Tambahkan webhook
office-webhook-url = Alamat
office-webhook-events = Beri tahu ketika
office-webhook-go = Tambahkan webhook
office-event-answer-received = seseorang menjawab
office-event-wave-opened = gelombang dibuka
office-event-wave-closed = gelombang ditutup
office-event-promise-due-soon = sebuah janji segera jatuh tempo
office-event-promise-kept = sebuah janji ditepati
office-event-promise-broken = sebuah janji diingkari
office-event-promise-late = janji yang diingkari belum juga dipenuhi
office-event-case-opened = kasus pemulihan dibuka
office-event-case-escalated = kasus pemulihan naik satu tingkat
office-event-case-closed = kasus pemulihan ditutup
office-event-comment-received = sebuah komentar datang
office-event-mail = surel
office-deliveries = Pengiriman terakhir
office-deliveries-none = Belum ada yang dikirim.
office-delivery-event = Apa
office-delivery-at = Kapan
office-delivery-state = Hasilnya
office-delivery-tries = Percobaan
office-delivery-replay = Kirim lagi
office-delivery-delivered = terkirim
office-delivery-given-up = dihentikan
office-delivery-waiting = menunggu
office-delivery-held = menunggu sampai webhook diaktifkan
office-delivery-again = percobaan berikutnya: { $time }
office-reason-status = Penerima membalas dengan status { $status }.
office-reason-slow = Penerima terlalu lama menjawab.
office-reason-connection = Sambungan tidak dapat dibuat, atau terputus.
office-reason-certificate = Sertifikat penerima tidak sah, atau penerima tidak memakai enkripsi.
office-reason-reply = Balasan penerima tidak dapat dipahami.
office-reason-unknown = Nama penerima tidak dikenal.
office-reason-inward = Alamat ini menuju jaringan pribadi. Webhook hanya dikirim ke alamat publik.
office-reason-address = Alamat ini tidak dapat dipakai.
office-reason-gone = Penerima menyatakan sudah tidak ada lagi.
office-reason-no-server = Server surel belum diatur.

## Catatan audit
office-audit-title = Catatan audit
office-audit-lead = Siapa mengubah apa, dan kapan. Catatan hanya dapat ditambah; masing-masing terikat pada catatan sebelumnya.
office-audit-check = Periksa seluruh log
office-audit-check-help = Setiap entri dibaca dan dicocokkan dengan entri sebelumnya.
office-audit-sound = Rantainya utuh: { $count-written } catatan, tidak ada yang diubah atau dihapus.
office-audit-missing = Rantainya putus: catatan { $sequence } hilang.
office-audit-changed = Rantainya putus: catatan { $sequence } bukan seperti yang dulu ditulis.
office-audit-cut-off = Rantainya putus: berakhir sebelum catatan { $sequence }.
office-audit-head = Catat ini sesekali di luar server: dengan ini kelak terlihat apakah ada catatan yang dipotong di bagian akhir.
office-audit-entries = Catatan
office-audit-sequence = No.
office-audit-at = Kapan
office-audit-actor = Siapa
office-audit-action = Apa
office-audit-object = Pada apa
office-actor-operator = operator
office-actor-link = seseorang dengan tautan
office-actor-stranger = seseorang di halaman masuk
office-actor-former = mantan anggota atau token lama
