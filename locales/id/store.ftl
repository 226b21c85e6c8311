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
