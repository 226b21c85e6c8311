# coach: balasan ditulis dan diperiksa, beserta aturannya.

## Tempat
coach-title = Menulis balasan
coach-more-write = Menulis
coach-more-rules = Aturan
coach-write-reply = Tulis balasan
coach-back-comment = Kembali ke komentar
coach-back-case = Kembali ke kasus

## Menulis
coach-lead = Tulislah seperti biasa. Yang akan menyakiti digarisbawahi, beserta alasannya dan kata yang lebih baik; janji Anda bisa langsung masuk ke catatan janji.
coach-to = Kepada
coach-unwanted = Tidak mau
coach-promised = Sudah dijanjikan:
coach-channel-phone = telepon
coach-channel-mail = surel
coach-channel-letter = surat
coach-channel-message = pesan singkat
coach-channel-visit = kunjungan
coach-received = Yang ditulis pelanggan
coach-received-help = Dengan ini terlihat juga permintaan maaf yang kurang, pertanyaan yang belum dijawab, dan yang ditanyakan lagi.
coach-draft = Balasan Anda
coach-kept-nowhere = Rancangan diperiksa lalu dilupakan: server tidak menyimpannya. Salin sebelum meninggalkan halaman ini.
coach-check = Periksa
coach-copy = Salin balasan
coach-language = Bahasa
coach-language-automatic = Otomatis
coach-read-as-en = Dibaca sebagai bahasa Inggris.
coach-read-as-id = Dibaca sebagai bahasa Indonesia.
coach-read-as-es = Dibaca sebagai bahasa Spanyol.
coach-too-long = Ini terlalu panjang untuk balasan: paling banyak { $most } karakter diperiksa, juga untuk yang ditulis pelanggan.
coach-keys = Tombol
coach-key-next = ke temuan berikutnya
coach-key-apply = tulis lebih baik
coach-key-dismiss = biarkan
coach-key-log = catat janji

## Yang ditemukan
coach-found = Yang terlihat
coach-not-yet = Belum ada yang diperiksa.
coach-count = { $findings ->
    [0] Tidak ada yang akan menyakiti.
   *[other] { $findings } temuan.
} { $promises ->
    [0] Tidak ada janji.
   *[other] { $promises } janji.
}
coach-live-count = Temuan: %1 · Janji: %2
coach-live-away = Server belum terjangkau; yang terlihat mungkin sudah lama. Teruslah menulis.
coach-whole = Tentang balasan seluruhnya
coach-better = Lebih baik:
coach-apply = Tulis “{ $words }”
coach-go-to = Ke kata-katanya
coach-dismiss = Biarkan
coach-fix = Terapkan yang aman
coach-severity-fault = menyakiti
coach-severity-fault-help = Pelanggan tersakiti, tersesat, atau ditinggal sendiri olehnya
coach-severity-advice = bisa lebih baik
coach-severity-advice-help = Balasan lebih baik tanpanya
coach-did-apply = Sudah ditulis. Rancangan diperiksa lagi.
coach-did-fix = Yang aman sudah dibetulkan. Rancangan diperiksa lagi.
coach-did-dismiss = Dibiarkan. Ini dihitung untuk aturannya, bukan untuk Anda.
coach-did-log = Janji sudah tercatat.
coach-now-off = “{ $rule }” begitu sering dibiarkan sehingga sekarang mati. Bisa dinyalakan lagi di Aturan.

## Janji
coach-promises = Janji dalam balasan ini
coach-promises-lead = Penerima balasan ini akan mengandalkannya. Catatlah, dan akan ada pengingat sebelum jatuh tempo.
coach-promise-who = Siapa
coach-promise-what = Apa
coach-promise-due = Paling lambat
coach-promise-undated = Tidak ada waktu disebut. Sebut harinya, lalu bisa dicatat.
coach-promise-log = Catat janji
coach-promise-logged = Sudah tercatat

## Aturan
coach-rules-title = Aturan balasan
coach-rules-lead = Dengan aturan ini setiap rancangan diperiksa. Aturan yang delapan dari sepuluh temuan terakhirnya dibiarkan akan diam sendiri; tak seorang pun disebut namanya.
coach-rules-count = { $count } aturan dicari.
coach-rules-off = Mati
coach-rules-off-why = { $dismissed } dari { $of } temuan terakhirnya dibiarkan.
coach-rules-on = Nyalakan lagi
coach-rules-is-off = mati
coach-rules-own = milik sendiri
coach-rules-house = Aturan sendiri
coach-rules-house-lead = Kata-kata yang tidak boleh dibaca pelanggan dari Anda: nama merek lama, ungkapan yang sudah membosankan.
coach-rules-retired = dihentikan
coach-rules-unsound = tidak terbaca lagi: tulis ulang
coach-rules-did-saved = Aturan disimpan dan mulai dicari sekarang.
coach-rules-did-retired = Aturan dihentikan dan tidak dicari lagi.
coach-rules-did-on = Aturan berbicara lagi dan dihitung dari awal.

## Aturan sendiri
coach-house-new = Aturan sendiri yang baru
coach-house-lead = Aturan dicoba dulu pada contohnya sendiri sebelum disimpan. Satu bahasa cukup.
coach-house-name = Nama
coach-house-name-help = Kesalahannya dalam beberapa kata: huruf kecil, angka, dan tanda hubung, misalnya santai-saja.
coach-house-factor = Yang dirusaknya
coach-house-severity = Seberapa berat
coach-house-opening = Hanya di awal paragraf
coach-house-how = Cara menulis kata
coach-house-sign-star = akhiran apa saja
coach-house-sign-or = salah satu
coach-house-sign-gap = paling banyak tiga kata di antaranya
coach-house-sign-one = satu kata apa saja
coach-house-sign-number = sebuah angka
coach-house-optional = boleh kosong
coach-house-patterns = Kata yang menunjukkan kesalahan
coach-house-patterns-help = Satu pola per baris.
coach-house-except = Pengecualian
coach-house-except-help = Pada kata ini bukan kesalahan. Satu per baris.
coach-house-why = Mengapa penting
coach-house-why-help = Satu kalimat sederhana bagi yang menulis.
coach-house-rewrite = Kata yang lebih baik
coach-house-rewrite-help = Tulis apa gantinya, atau cara menemukannya.
coach-house-fails = Balasan yang harus ditemukan
coach-house-fails-help = Sedikitnya satu; satu per baris.
coach-house-passes = Balasan yang tidak boleh ditemukan
coach-house-passes-help = Sedikitnya satu; satu per baris.
coach-house-save = Simpan aturan
coach-house-retire = Hentikan aturan
coach-problem-there = Sudah ada aturan sendiri dengan nama ini; ubah yang itu, atau pilih nama lain.
coach-problem-name = Tulis huruf kecil, angka, dan tanda hubung, dan mulai dengan huruf.
coach-problem-unreadable = Ini tidak terbaca; tulis ulang.
coach-problem-pattern = “{ $quoted }” tidak bisa dicari: pola mulai dan berakhir dengan kata, tanpa tanda hubung atau koma, dan bintang butuh tiga huruf di depannya.
coach-problem-patterns = Tulis sedikitnya satu pola yang menunjukkan kesalahan.
coach-problem-why = Katakan mengapa, supaya yang menulis mengerti.
coach-problem-example = Tulis sedikitnya satu contoh.
coach-problem-language = Isi sedikitnya satu bahasa.
coach-problem-missed = Aturan tidak ditemukan dalam “{ $quoted }”. Tambahkan pola, atau hapus contohnya.
coach-problem-caught = Aturan ditemukan dalam “{ $quoted }”. Tambahkan pengecualian, atau hapus contohnya.

## Aturan program dalam beberapa kata
coach-rule-policy-as-reason = Aturan dijadikan alasan
coach-rule-they-wont-allow = Orang lain yang melarang
coach-rule-own-firm-as-they = Rumah sendiri disebut “mereka”
coach-rule-blaming-customer = Menyalahkan pelanggan
coach-rule-blaming-colleague = Menyalahkan rekan
coach-rule-doubting-customer = Meragukan pelanggan
coach-rule-empty-apology = Maaf tanpa menyebut apa-apa
coach-rule-conditional-apology = Maaf dengan “jika”
coach-rule-sorry-but = Maaf, tetapi …
coach-rule-unfortunately-opening = Kabar buruk sebagai kata pertama
coach-rule-jargon = Bahasa kantor
coach-rule-passive-evasion = Tak ada pelakunya
coach-rule-shouting = Huruf dan tanda yang berteriak
coach-rule-threat = Ancaman
coach-rule-legal-hedge = Berjaga-jaga secara hukum
coach-rule-as-already-said = Seperti sudah dikatakan
coach-rule-command = Perintah kepada pelanggan
coach-rule-calm-down = Disuruh tenang
coach-rule-nobody-else = Tak ada orang lain mengeluh
coach-rule-nothing-we-can-do = Tidak, tanpa jalan keluar
coach-rule-not-my-department = Bukan bagian kami
coach-rule-sent-elsewhere = Pelanggan disuruh ke tempat lain
coach-rule-stock-phrase = Ungkapan siap pakai
coach-rule-name-missing = Salam tanpa nama
coach-rule-sender-missing = Tak ada penanda tangan
coach-rule-no-thanks = Tanpa terima kasih
coach-rule-no-next-step = Tanpa langkah berikutnya
coach-rule-apology-missing = Tanpa kata maaf
coach-rule-unanswered-question = Pertanyaan belum dijawab
coach-rule-undated-promise = Janji tanpa waktu
coach-rule-soon = Segera
coach-rule-weak-commitment = Mencoba dan berharap
coach-rule-over-promise = Lebih dari yang bisa ditepati
coach-rule-outside-calendar = Dijanjikan saat tak ada yang bekerja
coach-rule-past-date = Hari yang sudah lewat
coach-rule-wrong-weekday = Hari dan tanggal tidak cocok
coach-rule-asks-for-patience = Meminta kesabaran
coach-rule-busy-excuse = Sibuk sebagai alasan
coach-rule-playing-down = Masalah dikecilkan
coach-rule-closing-door = Pintu ditutup
coach-rule-no-reply = Tak bisa dibalas
coach-rule-customer-as-number = Pelanggan sebagai nomor
coach-rule-receipt-opening = Pembuka seperti cap
coach-rule-frankly = Jujur saja
coach-rule-over-familiar = Terlalu akrab
coach-rule-ask-again = Ditanya lagi padahal sudah ditulis
coach-rule-placeholder-left = Celah templat masih terbuka
coach-rule-doubled-word = Kata ganda
coach-rule-text-speak = Singkatan obrolan
coach-rule-wall-of-text = Paragraf terlalu panjang
coach-rule-long-sentence = Kalimat yang harus dibaca dua kali
coach-rule-emoji-in-apology = Emoji dalam permintaan maaf
coach-rule-answer-in-attachment = Jawabannya di lampiran
coach-rule-against-open-promise = Tanggal lain dari yang dijanjikan
coach-rule-unwanted-channel = Cara yang tidak diinginkan
