# Papan hasil: hasil langsung sebuah survei.

board-nav-waves = Gelombang survei ini
board-nav-parts = Bagian hasil
board-part-overview = Ikhtisar
board-part-items = Butir
board-part-priorities = Prioritas
board-part-zone = Zona toleransi
board-part-segments = Kelompok
board-part-waves = Gelombang
board-part-structure = Kuesioner
board-part-data = Mutu data
board-part-answers = Jawaban
board-state-planned = direncanakan
board-state-open = berlangsung
board-state-closed = ditutup
board-fact-answers = Jawaban
board-fact-aside = Disisihkan
board-fact-questionnaire = Kuesioner

board-too-few-title = Terlalu sedikit untuk ditampilkan
board-too-few = { $n ->
    [0] Belum ada yang menjawab. Angka ditampilkan mulai { $least-written } jawaban, agar tidak ada yang dapat dikenali.
   *[other] Baru ada { $n-written } jawaban. Angka ditampilkan mulai { $least-written } jawaban, agar tidak ada yang dapat dikenali.
}
board-to-survey = Ke survei dan tautannya
board-held-back = Angka bergerak bila setiap pertanyaan mendapat { $step-written } jawaban lagi, agar tidak satu jawaban pun dapat dibaca darinya: { $shown-written } dari { $n-written } sudah masuk.
board-held-back-groups = Angka kelompok berasal dari { $shown-written } jawaban pertama. Angka itu maju bila setiap kelompok bertambah sepuluh, atau tidak bertambah sama sekali.

board-factors-title = Lima faktor
board-head-trend = Dari gelombang ke gelombang
board-head-weight = Bobot
board-change = { $change } sejak yang lalu
board-weight-unknown = tidak diketahui
board-factors-note = Bobot: berapa bagian dari yang dijelaskan kelima faktor tentang penilaian keseluruhan dipikul masing-masing. Setiap angka menuju cara menghitungnya.
board-numbers = Semua angka faktor

board-lead-items = Setiap pernyataan di bawah faktornya. Yang paling kurang adalah yang pertama perlu dilihat.
board-lead-priorities = Yang penting dan lebih rendah dari yang lain didahulukan. Seberapa pasti tempatnya ada di tabel.
board-lead-zone = Di antara yang masih diterima pelanggan dan yang mereka inginkan terletak yang mereka toleransi.
board-lead-segments = Kelompok dengan kurang dari sepuluh orang disembunyikan, begitu pula kelompok yang akan membukanya.
board-lead-waves = Gelombang yang menanyakan hal yang sama, berdampingan. Perubahan dihitung pada butir yang ada di keduanya.
board-lead-structure = Apakah butir sebuah faktor memang menyatu, dan apakah kesenjangan ukuran yang tepat di sini?
board-lead-data = Apa yang dihitung, disisihkan, dan hilang. Tidak ada yang dibuang diam-diam.
board-without-items = Belum ada yang dapat ditampilkan tentang tiap butir.
board-without-priorities = Yang paling penting belum dapat dihitung: diperlukan penilaian keseluruhan dan jawaban lengkap yang cukup.
board-without-zone = Kuesioner ini tidak menanyakan layanan minimum dan yang diinginkan.
board-without-segments = Kuesioner ini tidak menanyakan kelompok.
board-without-waves = Untuk membandingkan diperlukan dua gelombang dengan pertanyaan yang sama, masing-masing dengan sedikitnya sepuluh jawaban.
board-without-structure = Jawaban terlalu sedikit untuk menilai kuesionernya sendiri.
board-without-data = Belum ada yang dapat dikatakan tentang datanya.

board-lead-answers = Jawaban di balik angka, menurut urutan masuknya.
board-lead-answers-anonymous = Jawaban di balik angka. Survei ini anonim: tanpa waktu, tanpa urutan, tanpa kelompok yang kurang dari sepuluh orang, dan tanpa gabungan kelompok yang dimiliki kurang dari sepuluh orang.

board-group-hidden = Jawaban kelompok ini tidak didaftar, karena terlalu kecil atau akan membuka kelompok yang terlalu kecil.
board-aside-note = Jawaban yang dicoret disisihkan, karena tampak bukan jawaban yang sungguh-sungguh atau karena seseorang memutuskannya. Jawaban itu tidak dihitung, tetapi juga tidak hilang.
board-aside-title = Jawaban yang disisihkan
board-aside-only = Hanya yang disisihkan
board-aside-all = Semua jawaban
board-aside-trap = Isian yang tidak terlihat oleh orang telah diisi.
board-aside-hasty = Dikirim lebih cepat daripada orang membaca.
board-aside-by-hand = Seseorang menyisihkannya.
board-aside-count = Hitung
board-aside-set = Sisihkan
board-column-counts = Dihitung?
board-first-page = Halaman pertama
board-next-page = Halaman berikutnya
board-column-id = Responden
board-column-received = Diterima (UTC)
board-column-language = Bahasa pertanyaan
board-column-way = Jalur
board-column-seconds = Detik untuk menjawab
board-column-comment = Komentar
board-not-applicable = Tidak berlaku
board-way-open = tautan terbuka
board-way-invited = undangan
board-way-kiosk = kios
board-way-embedded = tersemat
board-way-api = program
board-way-imported = berkas

board-export-title = Bawa hasilnya
board-export-results = Hasil
board-export-answers = Jawaban
board-export-print = Untuk dicetak atau disimpan sebagai PDF
board-export-html = Satu halaman untuk semua orang (HTML)
board-export-xlsx = Lembar kerja (XLSX)
board-export-csv = Setiap angka (CSV)
board-export-json = Setiap angka dengan metode dan aturannya (JSON)
board-export-answers-csv = Dengan label (CSV)
board-export-answers-sav = Untuk SPSS, PSPP, dan R (SAV)
board-export-aside = Jawaban yang disisihkan (CSV)
board-export-answers-note = Jawaban dalam berkas ini adalah jawaban yang dihitung di sini.
board-too-few-to-read = Jawaban dapat dibaca dan diekspor mulai sepuluh jawaban.
board-too-many-to-export = Gelombang ini terlalu besar untuk satu berkas dari server. Operator mengekspornya dengan “rater export”.

board-method-all = Semua metode
board-method-english = Halaman tentang metode ditulis dalam bahasa Inggris.
