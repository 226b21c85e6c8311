# store: apa yang ditolak penyimpanan, dan mengapa.

## Apa yang terjadi dengan permintaan
store-not-found = Tidak ada apa-apa di sini. Mungkin sudah dihapus, atau tautannya tidak lengkap.
store-forbidden = Peran Anda tidak mengizinkan ini. Hubungi pemilik di organisasi Anda.
store-conflict = Ini bertentangan dengan yang sudah ada. Muat ulang halaman dan periksa keadaan terkini.
store-text-unfit = Sebuah teks memuat karakter yang tidak terlihat dan tidak dapat disimpan (NUL). Hapus karakter itu, lalu kirim lagi.
store-postgres-tls = Alamat itu meminta TLS (sslmode={ $mode }), yang belum dipakai Rater untuk PostgreSQL. Jalankan keduanya di satu komputer atau jaringan tepercaya, atau lewat terowongan, lalu hapus sslmode dari alamat.
store-too-often = { $seconds ->
        [one] Terlalu sering. Coba lagi dalam satu detik.
       *[other] Terlalu sering. Coba lagi dalam { $seconds-written } detik.
    }
store-busy = Server sedang sibuk. Tidak ada yang berubah; coba lagi sebentar lagi.
store-crowded = Saat ini begitu banyak orang menjawab survei ini sehingga jawaban baru belum dapat dimulai. Silakan coba lagi beberapa menit lagi.
store-disk-full = Cakram server penuh, sehingga untuk sementara tidak ada yang dapat disimpan. Tidak ada yang berubah. Minta pengelola menyediakan ruang.
store-not-synced = Server tidak dapat memastikan bahwa cakramnya menyimpan apa yang ditulis, sehingga tidak menerima apa pun sebelum dijalankan ulang. Beri tahu pengelola.
store-damaged = Ada data tersimpan yang saling bertentangan, sehingga permintaan dihentikan. Beri tahu pengelola; cadangan mungkin diperlukan.
store-unavailable = Basis data tidak dapat digunakan: { $reason }. Periksa apakah basis data berjalan dan alamatnya benar.

## Saat mulai
store-unknown-address = Rater tidak mengenal jenis basis data { $address }. Tulis sqlite:PATH untuk berkas, atau postgres://USER@HOST/NAME.
store-sqlite-too-old = Pustaka SQLite bernomor versi { $version }, dan di bawah 3051003 data bisa hilang. Gunakan Rater yang dibangun dengan SQLite bawaannya.
store-schema-too-new = Data ini ditulis oleh Rater yang lebih baru (versinya { $found }, sedangkan yang ini mengenal sampai { $known }). Gunakan Rater itu, atau pulihkan cadangan sebelumnya.
store-schema-too-old = Data ini berasal dari Rater yang lebih lama (versi { $found }). Buat cadangan, lalu jalankan dengan pembaruan diizinkan.
store-in-use = { $path } sedang dipakai oleh Rater lain. Hentikan dulu yang itu; dua sekaligus akan merusak berkas.

## Orang
store-email-invalid = Ini bukan alamat surel. Tulis seperti nama@example.org.
store-name-empty = Nama belum diisi. Tulis sedikitnya satu huruf.
store-name-long = Nama terlalu panjang. Gunakan paling banyak 200 karakter.
store-language-unknown = Bahasa ini tidak tersedia. Pilih salah satu dari daftar.
store-zone-unknown = Zona waktu ini tidak dikenal. Pilih salah satu dari daftar, misalnya Asia/Jakarta.
store-several-organisations = Ada beberapa organisasi di sini. Sebutkan yang mana.
store-setup-done = Pemasangan ini sudah disiapkan. Masuklah, atau minta undangan kepada pemilik.
store-member-exists = Orang ini sudah bekerja di organisasi Anda.
store-last-owner = Ini pemilik terakhir yang dapat masuk. Jadikan dulu orang lain sebagai pemilik.
store-team-exists = Sudah ada tim dengan nama ini. Pilih nama lain.
store-team-in-use = Masih ada orang, undangan, atau survei dalam tim ini. Pindahkan dulu.
store-invitation-has-account = Sudah ada akun untuk alamat surel ini. Masuklah dengan akun itu, lalu buka lagi tautannya.
store-invitation-for-another = Undangan ini untuk alamat surel yang berbeda dari akun yang sedang Anda pakai. Masuklah dengan alamat itu.
store-works-nowhere = Saat ini akun Anda tidak tergabung dalam organisasi mana pun. Minta undangan kepada pemilik.

## Kata sandi dan kode
store-password-short = Kata sandi terlalu pendek. Gunakan sedikitnya 12 karakter; sebuah kalimat mudah diingat.
store-password-long = Kata sandi terlalu panjang. Gunakan paling banyak 512 bita, yaitu beberapa kalimat.
store-password-common = Kata sandi ini termasuk yang pertama dicoba orang asing. Pilih yang tidak mudah ditebak.
store-password-personal = Kata sandi hampir seluruhnya berisi alamat surel Anda atau nama organisasi Anda. Tambahkan kata lain.
store-code-wrong = Kode ini salah atau sudah pernah dipakai. Tunggu kode berikutnya dan coba lagi.
store-second-factor-set = Faktor kedua sudah dipasang. Hapus dulu sebelum memasang yang lain.
store-second-factor-not-set = Faktor kedua belum dipasang. Pasang dulu.

## Program
store-token-scopes = Pilih sedikitnya satu hal yang boleh dilakukan token.
store-token-days = Token berlaku 1 sampai { $most } hari. Pilih angka di antaranya.
store-webhook-address = Alamat ini tidak dapat digunakan. Alamat harus diawali https:// dan tidak boleh memuat kata sandi.
store-webhook-events = Pilih sedikitnya satu peristiwa yang diberitahukan kepada webhook.
store-webhooks-many = Sudah ada { $most } webhook, dan tidak bisa lebih dari itu. Hapus yang tidak diperlukan lagi.
store-mailbox-host = Berikan nama server surel, tanpa https:// dan tanpa spasi, serta port dari 1 sampai 65535.
store-mailbox-plain = Tanpa pelindung, hanya server surel di komputer ini yang dapat dibaca. Pilih TLS atau STARTTLS.
store-mailbox-login = Berikan nama pengguna, dan folder tanpa ganti baris.
store-mailbox-password = Berikan kata sandi kotak surat.
store-mailbox-there = Folder kotak surat ini sudah tersambung.
store-mailboxes-many = Sudah ada { $most } kotak surat, dan tidak bisa lebih dari itu. Putuskan yang tidak diperlukan lagi.
store-idempotency-key = Idempotency-Key harus terdiri dari 1 sampai 255 karakter yang dapat dicetak, tanpa spasi.

## Survei dan jawaban
store-title-missing = Judul belum diisi. Tulis sedikitnya satu huruf.
store-instrument-has-problems = Kuesioner belum dapat dipakai. Masalah yang ditemukan: { $count }, yang pertama di baris { $line }. Periksa dengan rater instrument check.
store-survey-archived = Survei ini sudah diarsipkan. Tidak ada lagi yang dapat ditambahkan.
store-wave-overlaps = Gelombang “{ $title }” terbuka pada waktu itu. Tutup dulu, atau pilih waktu lain.
store-wave-closes-too-early = Gelombang akan ditutup sebelum dibuka. Pilih waktu akhir yang lebih lambat.
store-wave-closed = Survei ini sudah ditutup dan tidak lagi menerima jawaban.
store-invitation-used = Undangan ini sudah dipakai. Setiap orang menjawab satu kali.
store-answer-empty = Belum ada yang dijawab. Jawablah sedikitnya satu pertanyaan.
store-answer-differs = Jawaban ini sudah pernah dikirim dengan isi yang lain. Yang dikirim pertama tetap disimpan.
store-answer-malformed = Jawaban ini tidak cocok dengan kuesioner. Buka lagi surveinya dan kirim dari sana.

## Salinan
store-copy-on-server = Basis data PostgreSQL disalin dengan alatnya sendiri, misalnya pg_dump. Rater hanya menyalin basis data yang berupa berkas.
store-copy-exists = { $path } sudah ada. Pilih nama lain untuk salinan, agar tidak ada yang tertimpa.

## Customers, promises, hours
store-phone-invalid = Ini bukan nomor telepon. Tulis paling banyak 40 karakter, misalnya +62 812 3456 789.
store-identifier-invalid = Ada pengenal yang tidak dapat dipakai. Isi nama sistem lain (maksimal 40 karakter) dan nomornya (maksimal 120).
store-identifier-taken = Pengenal { $value } dari { $system } milik pelanggan lain. Buka berkas itu, atau gabungkan keduanya.
store-customer-parent = Hanya perorangan yang dapat berada di bawah organisasi. Pilih sebuah organisasi.
store-customers-unlike = Keduanya tidak dapat digabung. Pilih dua berkas berbeda yang sejenis.
store-fact-invalid = Tulis 1 sampai 300 karakter, dengan sumber paling banyak 120.
store-facts-many = Kartu ini penuh. Akhiri dahulu yang tidak berlaku lagi.
store-promise-words = Tulis yang Anda katakan kepada pelanggan, paling banyak 500 karakter.
store-promise-why = Jelaskan alasannya secara singkat: pembaca nanti ingin tahu.
store-promise-owner = Sebutkan siapa yang menepati janji ini.
store-reply-rule-invalid = Ini belum menjadi aturan: lihat keterangan di kolomnya.
store-reply-rule-long = Ini terlalu panjang untuk sebuah aturan.
store-reply-rule-name = Nama ini dipakai aturan bawaan program; pilih nama lain.
store-reply-rules-many = Sudah ada 200 aturan sendiri; hentikan beberapa.
store-service-settings = Ada angka di luar batas: jumlah mulai 0, 1 sampai 365 hari, 0 sampai 5 tingkat. Perbaikilah.
store-calendar-invalid = Jam buka ini bertentangan. Perbaiki yang disebutkan.
store-calendar-exists = Sudah ada jam buka dengan nama ini. Pilih nama lain.
store-calendars-many = Sudah ada 50 kalender. Hapus satu dahulu.
store-calendar-in-use = Jam buka ini sedang berlaku. Pilih dahulu yang lain.

## Moments and commitments
store-touchpoint-exists = Sudah ada titik temu dengan nama ini, mungkin yang tidak dipakai lagi. Pilih nama lain, atau ganti nama titik itu.
store-touchpoint-name-long = Namanya terlalu panjang. Gunakan paling banyak { $most } karakter.
store-touchpoint-retired = Titik temu ini tidak dipakai lagi. Pilih yang lain.
store-moment-empty = Belum ada yang dinilai. Untuk setidaknya satu faktor, sebutkan apakah terpenuhi, melebihi, atau mengecewakan.
store-moment-time = Momen dapat dicatat paling lama 30 hari sesudahnya, dan tidak sebelum terjadi. Betulkan tanggalnya.
store-moment-has-case = Ada kasus pemulihan pada momen ini, jadi tidak dapat ditarik kembali.
store-moment-retract-late = Sudah lebih dari sepuluh menit sejak ini dicatat. Mintalah manajer menariknya kembali.
store-text-long = Ada teks yang terlalu panjang. Ringkaslah menjadi paling banyak { $most } karakter.
store-commitment-retired = Komitmen ini tidak berlaku lagi dan tidak diubah. Tulislah yang baru.
store-commitment-minutes = Waktunya harus 1 sampai { $most } menit. Betulkan, atau kosongkan.

## Pemulihan
store-case-words = Kata-katanya belum ada, atau lebih dari 2.000 karakter. Sampaikan dalam beberapa kalimat apa yang terjadi.
store-case-why = Alasannya belum diisi. Tuliskan dalam satu kalimat; tanpa itu tidak ada yang bisa belajar dari kasus ini.
store-playbook-invalid = Buku panduan tidak disimpan karena ada kesalahan di dalamnya. Perbaiki yang tercantum, lalu simpan lagi.
store-links-many = Sudah ada 50 tautan untuk ini. Gunakan salah satunya, atau tunjukkan halaman ini kepada pelanggan.
case-not-opened = Kasus harus dibuka dulu. Bukalah sebuah kasus.
case-opened-twice = Kasus ini sudah dibuka. Lanjutkan saja.
case-no-days-to-answer = Pelanggan tidak akan punya satu hari pun untuk menjawab. Minta pemilik mengatur sedikitnya satu hari dalam aturan layanan.
case-backwards = Ini akan terjadi sebelum catatan terakhir. Muat ulang halaman, lalu coba sekali lagi.
case-closed = Kasus ini sudah selesai. Bila pelanggan datang lagi dengan persoalan yang sama, buka kembali kasusnya.
case-not-closed = Kasus ini belum selesai, jadi hal itu belum bisa dikatakan. Lanjutkan langkah-langkahnya.
case-waiting = Pelanggan sudah ditanya dan sekarang giliran mereka menjawab. Tunggu jawabannya, atau tunggu sampai waktunya habis.
case-not-asked = Pelanggan belum ditanya. Tanyakan dulu.
case-asked-twice = Pelanggan sudah ditanya. Bila tautannya hilang, buatlah yang baru.
case-step-twice = Ini sudah dilakukan: { $step ->
        [acknowledge] mengakui apa yang terjadi dan minta maaf
        [listen] mendengarkan sampai tuntas
        [fix-person] membantu orangnya
        [fix-problem] membereskan persoalannya
        [amends] memberi ganti rugi
        [keep-promise] menepati yang dijanjikan
        [follow-up] menanyakan apakah sudah baik
       *[other] { $step }
    }. Lanjutkan dengan langkah berikutnya.
case-step-absent = Lakukan ini sebelum bertanya kepada pelanggan: { $step ->
        [acknowledge] akui apa yang terjadi dan minta maaf
        [listen] dengarkan sampai tuntas
        [fix-person] bantu orangnya
        [fix-problem] bereskan persoalannya
        [amends] berikan ganti rugi
        [keep-promise] tepati yang dijanjikan
        [follow-up] tanyakan apakah sudah baik
       *[other] { $step }
    }.
case-root-cause-absent = Tuliskan mengapa ini terjadi.
case-action-absent = Tuliskan apa yang kita lakukan supaya tidak terulang.
case-amends-without-amount = Ganti rugi dicatat bersama apa yang diberikan. Kosongkan jumlahnya bila tanpa biaya.
case-above-authority = Ini melebihi yang boleh diberikan tanpa manajer: sisanya { $left }. Berikan lebih sedikit, atau minta manajer mencatatnya.
case-level-not-higher = Kasus ini sudah di tingkat { $level }. Kasus hanya bisa naik.
case-level-too-high = Tingkat { $level } adalah yang tertinggi, jadi kasus tidak bisa naik lagi. Bicaralah dengan penanggung jawab di sana.
case-problem-unnamed = Sebutkan masalahnya. Pilih salah satu, atau catat yang baru.
case-problem-twice = Kasus ini sudah dikaitkan dengan masalah itu.
case-too-early = Pelanggan masih dapat menjawab sampai { $until }. Setelah itu barulah kasus boleh ditutup tanpa jawaban.
case-came-back-already = Sudah tercatat bahwa pelanggan datang lagi.
playbook-syntax = Ini bukan TOML: { $message }. Perbaiki baris ini; sering kali tanda kutip atau kurung tertinggal.
playbook-empty-file = Belum ada isinya. Mulailah dengan buku panduan bawaan Rater, lalu ubah.
playbook-wrong-format = Seharusnya tertulis format = "rater.playbook/1", tetapi tertulis “{ $found }”. Perbaiki, atau mulailah dengan buku panduan bawaan Rater.
playbook-missing-key = Kunci { $key } tidak ada. Tambahkan.
playbook-unknown-key = Kunci { $key } tidak berarti apa-apa di sini. Yang dikenal: { $known }. Perbaiki, atau hapus.
playbook-wrong-type = Di sini diharapkan hal lain: { $expected ->
        [text] teks dalam tanda kutip
        [whole] bilangan bulat
        [truth] true atau false
        [list] daftar dalam kurung siku
        [table] tabel
       *[other] { $expected }
    }.
playbook-unknown-word = “{ $found }” bukan salah satu kata yang boleh di sini: { $known }. Pilih salah satunya.
playbook-empty = Bagian ini kosong. Tuliskan sesuatu, atau hapus.
playbook-control-character = Ada karakter yang tidak terlihat. Tulis ulang teksnya.
playbook-bad-id = Id “{ $id }” memuat tanda selain huruf kecil, angka, dan tanda hubung. Ubah misalnya menjadi keluhan-sendiri.
playbook-missing-language = Bahasa ini belum ada: { $languages }. Tambahkan, atau hapus dari languages di bagian atas.
playbook-undeclared-language = Bahasa { $language } tidak dicantumkan di bagian atas ({ $known }). Tambahkan ke languages, atau hapus ini.
playbook-outside = Angkanya harus dari { $min } sampai { $max }. Ubah.
playbook-step-absent = Langkah { $step } tidak ada. Tambahkan; setiap kasus melalui ketujuh langkah.
playbook-step-twice = Langkah { $step } tertulis dua kali. Hapus salah satunya.
playbook-due-too-early = Langkah ini akan jatuh tempo sebelum { $before }, yang diberi { $minutes } menit. Beri sedikitnya sebanyak itu, atau letakkan sebelumnya.
playbook-escalation = Waktunya harus makin besar, dan paling banyak { $most }. Perbaiki.
playbook-severity-absent = Tidak ada tawaran untuk kerugian jenis { $severity }. Tambahkan satu, boleh juga yang tanpa biaya.
playbook-out-of-proportion = Untuk kerugian { $lesser }, yang lebih ringan, boleh diberi { $percent } %. Izinkan sedikitnya sebanyak itu di sini.
playbook-avoided-words = Sebuah kalimat dalam { $language } berbunyi “{ $words }”, padahal { $other } meminta menghindarinya. Gunakan kata lain.

## Comments
store-comment-empty = Tidak ada kata di dalamnya. Tulislah apa yang dikatakan.
store-comment-long = Komentar terlalu panjang. Pakailah paling banyak { $most } karakter.
store-comment-clauses = Kalimat-kalimatnya tidak cocok dengan kata-kata komentar. Bacalah lagi dan kirim sekali lagi.
store-comment-labels = Label-label ini tidak cocok satu sama lain: keluhan berarti dikecewakan, pujian berarti terpenuhi atau terlampaui. Pilih lagi.
store-cue-unfit = Kata ini tidak bisa dipakai: satu sampai beberapa kata, paling panjang 120 karakter, dan seluruhnya tidak lebih dari 2.000.

## Latihan
store-practice-empty = Tidak ada kata di dalamnya. Tulislah sedikitnya satu.
store-thanks-self = Anda tidak dapat berterima kasih kepada diri sendiri di sini. Pilihlah seorang rekan.
store-thanks-nobody = Pilihlah kepada siapa Anda berterima kasih.
