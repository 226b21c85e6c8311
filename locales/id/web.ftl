# The web application: pages for the people who run surveys.

web-skip = Langsung ke isi
web-nav = Utama
web-nav-service = Layanan
web-nav-factors = Lima faktor
web-nav-practice = Latihan
web-nav-surveys = Survei
web-nav-people = Orang
web-nav-settings = Pengaturan
web-languages = Bahasa
web-sample = data contoh
web-signout = Keluar
web-language = Bahasa
web-zone = Zona waktu
web-name = Nama Anda
web-email = Alamat surel
web-password = Kata sandi
web-password-help = Sedikitnya 12 karakter. Kalimat yang hanya Anda ucapkan lebih baik daripada satu kata dengan angka.
web-name-missing = Mohon isi nama.
web-zone-unknown = Zona waktu ini tidak dikenal. Pilih salah satu dari daftar.
web-language-unknown = Bahasa ini belum tersedia. Pilih salah satu dari daftar.

web-home-title = Rater siap disiapkan
web-home-lead = Server ini belum disiapkan oleh siapa pun.
web-home-link = Buka tautan sekali pakai yang dicetak terminal saat server dinyalakan. Tautan itu menjadikan Anda pemilik.

web-setup-title = Selamat datang di Rater
web-setup-lead = Satu halaman saja, lalu Anda dapat membuat survei pertama. Tidak ada yang keluar dari komputer ini kecuali Anda mengaturnya.
web-setup-organisation-legend = Organisasi Anda
web-setup-organisation = Nama organisasi
web-setup-organisation-missing = Mohon isi nama organisasi.
web-setup-owner-legend = Anda, sang pemilik
web-setup-go = Siapkan dan mulai

web-signin-title = Masuk
web-signin-go = Masuk
web-signin-wrong = Alamat surel dan kata sandi tidak cocok, atau akun ini tidak boleh masuk. Silakan coba lagi.
web-signin-demo = Ini demonstrasi dengan data rekaan. Terminal menampilkan tautan untuk masuk.

web-factor-title = Satu langkah lagi
web-factor-lead = Buka aplikasi autentikator Anda dan masukkan enam angkanya, atau pakai salah satu kode pemulihan.
web-factor-code = Kode
web-factor-wrong = Kode ini salah atau sudah terpakai. Tunggu kode berikutnya.

web-failed-title = Tidak berhasil
web-failed-not-found = Tidak ada apa-apa di sini
web-failed-home = Kembali ke awal
web-body-encoded = Permintaan yang dimampatkan tidak diterima. Kirimkan apa adanya.
web-body-too-large = Kiriman ini terlalu besar.
web-body-too-slow = Kiriman ini terlalu lama tiba. Silakan coba lagi.
web-files-busy = Berkas jawaban lain sedang dibuat atau dibaca. Coba lagi setengah menit lagi.
web-form-expired = Halaman ini terbuka terlalu lama, atau dalam sesi lain. Kembali, muat ulang halaman, lalu coba lagi. Isian Anda belum tersimpan.
web-other-site = Perubahan ini diminta oleh situs lain, jadi tidak dilakukan.
web-sign-in-first = Silakan masuk dahulu.
web-token-unknown = Kirimkan token yang sah dalam header Authorization: Bearer.
web-request-unreadable = Permintaan ini tidak dapat dibaca seperti yang dikirim.
