# Baris perintah: bantuan, kesalahan, dan konfirmasi singkat.
commands-about = Rater menunjukkan di mana layanan belum memenuhi harapan pelanggan, mengapa, dan apa yang perlu dilakukan lebih dulu.
commands-measure-about = Membuat laporan kesenjangan lima dimensi dari berkas survei
commands-measure-examples = Contoh:
      rater measure jawaban.csv
      rater measure jawaban.xlsx --by cabang --format html --out laporan.html
      rater measure jawaban.csv --map pemetaan.toml
      rater measure jawaban.csv --managers manajer.csv --staff petugas.csv
      rater measure --plan --half-width 0.2
commands-listen-about = Menyortir komentar menurut faktor dan nadanya, beserta kata-kata yang menunjukkannya
commands-listen-examples = Contoh:
      rater listen komentar.csv
      rater listen ulasan.xlsx --text ulasan --by cabang --out kata.html
      rater listen ulasan.csv --out klausa.csv
commands-listen-progress = { $comments-written } komentar dibaca …
commands-listen-no-text = Tidak ada kolom komentar di berkas ini. Kolomnya { $columns }; sebutkan kolom komentar dengan --text.
commands-listen-long = Baris { $line-written }: komentar lebih panjang dari satu megabita; selebihnya tidak dibaca.
commands-column-unknown = Tidak ada kolom { $column }. Kolomnya { $columns }.
commands-option-comment-files = Berkas komentar: CSV, TSV, XLSX, SPSS (.sav), baris JSON, atau Parquet
commands-option-text = Kolom komentar; dicari menurut nama atau panjangnya bila tidak disebut
commands-option-group = Tampilkan kelompok komentar menurut kolom ini; boleh diulang
commands-option-language-comments = Bahasa komentar yang tidak jelas bahasanya; dicari dari yang pertama bila tidak disebut
commands-instrument-about = Kuesioner: daftar, tampilkan, periksa, buat baru
commands-instrument-list-about = Menampilkan daftar kuesioner bawaan
commands-instrument-show-about = Menampilkan kuesioner seperti yang dibaca responden
commands-instrument-check-about = Memeriksa berkas kuesioner dan menyebutkan setiap masalahnya
commands-instrument-new-about = Menulis rancangan awal berkas kuesioner
commands-option-files = Berkas survei: CSV, TSV, XLSX, SPSS (.sav), JSON lines, atau Parquet
commands-option-instrument = Kuesioner bawaan atau berkas kuesioner; dikenali dari kolom bila tidak disebutkan
commands-option-by = Membandingkan kelompok responden menurut kolom ini; boleh diulang
commands-option-wave = Kolom yang menyebutkan gelombang (periode) survei responden
commands-option-mapping = Berkas yang menyebutkan kolom mana memuat butir mana
commands-option-map = Menulis rancangan awal berkas pemetaan itu, lalu berhenti
commands-option-format = Bentuk laporan; teks bila tidak disebutkan, atau menurut akhiran --out
commands-option-out = Menulis laporan ke berkas ini, bukan ke layar
commands-option-out-instrument = Menulis kuesioner ke berkas ini, bukan ke layar
commands-option-title = Judul laporan
commands-option-minimum-gap = Kesenjangan terkecil yang berarti, dalam poin skala (0,3 bila tidak disebutkan)
commands-option-item-drivers = Juga menjelaskan hasil menurut butir (paling banyak 22)
commands-option-seed = Benih bootstrap; benih yang sama memberi laporan yang sama (1 bila tidak disebutkan)
commands-option-managers = Berkas jawaban manajer atas butir yang sama: harapan pelanggan menurut perkiraan mereka (kolom E), tuntutan standar (S), yang dijanjikan (C)
commands-option-staff = Berkas jawaban petugas atas butir yang sama: yang dilaksanakan (kolom P), yang dijanjikan (C)
commands-option-targets = Berkas TOML berisi proporsi tiap kelompok yang diketahui, untuk memberi bobot pada jawaban
commands-option-estimator = Cara mencocokkan model faktor: ml (jawaban lengkap), mlr (tahan), fiml (semua jawaban, lengkap atau tidak), wlsmv (jawaban sebagai jenjang); ml bila tidak disebut
commands-option-plan = Merencanakan survei: berapa responden untuk setengah lebar selang tertentu
commands-option-half-width = Setengah lebar selang 95% yang direncanakan, dalam poin skala
commands-option-sd = Simpangan baku kesenjangan untuk perencanaan; 1,2 bila tidak disebutkan dan tanpa berkas
commands-option-population = Jumlah seluruh pelanggan, bila sedikit
commands-option-response-rate = Bagian dari yang diundang yang akan menjawab, antara 0 dan 1
commands-option-lang = Bahasa laporan dan semua pesan
commands-option-toml = Mencetak berkas kuesionernya
commands-option-id = Nama kuesioner baru: huruf kecil, angka, dan tanda hubung
commands-help-usage = Pemakaian
commands-help-commands = Perintah
commands-help-options = Pilihan
commands-help-help = Menampilkan bantuan ini
commands-help-version = Menampilkan versi
commands-usage-unknown = { $argument } bukan pilihan perintah ini.{ $suggested ->
    [yes] {" "}Maksud Anda { $suggestion }?
   *[other] {""}
 } Lihat rater --help.
commands-usage-subcommand = { $argument } bukan perintah.{ $suggested ->
    [yes] {" "}Maksud Anda { $suggestion }?
   *[other] {""}
 } Lihat rater --help.
commands-usage-value-of = { $argument } tidak dapat berisi { $value }; pilih salah satu dari { $valid }.
commands-usage-value = { $argument } tidak dapat berisi { $value }; lihat rater --help untuk isi yang benar.
commands-usage-number = { $argument } tidak dapat berisi { $value }; isinya harus angka, misalnya 0,2.
commands-usage-whole = { $argument } tidak dapat berisi { $value }; isinya harus bilangan bulat, 0 atau lebih.
commands-usage-missing = Ada yang belum disebutkan: { $argument }. Lihat rater --help.
commands-usage-apart = { $one } dan { $other } tidak dapat dipakai bersama. Hapus salah satunya.
commands-usage-plan-only = { $option } dipakai bersama --plan, yang menghitung berapa responden yang diperlukan. Tambahkan --plan, atau hapus { $option }.
commands-usage-plan-text = Hasil --plan hanya ditulis sebagai teks. Hapus --format, dan pilih nama berakhiran .txt untuk --out.
commands-usage-other = Baris perintah tidak dipahami. Lihat rater --help.
commands-cannot-print = Hasil tidak dapat dicetak: { $reason }.
commands-cannot-read = { $path } tidak dapat dibaca: { $reason }.
commands-cannot-write = { $path } tidak dapat ditulis: { $reason }. Pilih tempat lain dengan --out.
commands-exists = { $path } sudah ada dan tidak diubah. Pilih nama lain dengan { $option }.
commands-out-is-input = { $path } adalah berkas yang akan dibaca, dan laporan akan menimpanya. Pilih nama lain dengan --out.
commands-out-ending = Akhiran { $path } tidak menunjukkan bentuk laporan. Pilih nama berakhiran .txt, .html, .json, .csv, atau .xlsx, atau tambahkan --format.
commands-instrument-unknown = Tidak ada kuesioner { $name }, dan tidak ada berkas bernama itu. Yang bawaan: { $known }.
commands-instrument-too-large = { $path } terlalu besar untuk berkas kuesioner. Berikan data survei sebagai FILE dan kuesioner dengan --instrument.
commands-instrument-faulty = { $path } memuat { $count-written } masalah; perbaiki berkas itu lalu jalankan rater instrument check.
commands-instrument-summary = { $items-written } butir, { $dimensions-written } dimensi, menanyakan { $batteries }; jawaban { $min-written } sampai { $max-written }
commands-instrument-scale = Jawaban dari { $low } sampai { $high }
commands-instrument-sound = { $id } sudah benar: { $items-written } butir.
commands-instrument-bad-id = { $id } tidak dapat menjadi nama kuesioner. Gunakan huruf kecil, angka, dan tanda hubung, diawali huruf.
commands-battery-expectation = harapan
commands-battery-perception = persepsi
commands-battery-minimum = minimum
commands-battery-desired = yang diinginkan
commands-battery-importance = kepentingan
commands-mapping-written = Rancangan awal pemetaan ada di { $path }. Periksa dahulu, lalu jalankan lagi rater measure dengan --mapping { $path }.
commands-spreadsheet-needs-out = Lembar kerja tidak dapat dicetak di layar. Tambahkan --out laporan.xlsx.
commands-no-respondents = { $files }: tidak ada responden yang menjawab satu butir pun. Periksa apakah jawaban ada di kolom { $columns }.
commands-one-respondent = { $files }: hanya ada satu responden, sehingga tidak ada yang dapat dirata-ratakan atau diuji. Laporan membutuhkan sekurang-kurangnya dua responden, dan baru berarti mulai sekitar sepuluh.
commands-few-inside = { $path }: kurang dari dua orang yang menjawab, jadi tidak ada yang dapat dibandingkan. Jangan sertakan berkas itu sebelum ada lebih banyak jawaban.
commands-inside-order = { $path }: tidak ada yang menunjukkan isi kolom { $first } sampai { $last }. Namailah seperti dalam kuesioner untuk kelompok ini, mulai dari { $expected }.
commands-inside-none = { $path }: jawaban kelompok ini tidak ditemukan. Namailah kolomnya seperti dalam kuesioner untuk kelompok ini, mulai dari { $expected }.
commands-inside-same = { $path } berisi jawaban pelanggan, tetapi disebut lagi dengan { $option }. Sebutkan berkas yang berisi jawaban kelompok ini.
commands-inside-absent = { $path } tidak memiliki kolom { $columns }, jadi butir-butir itu tidak dibandingkan.
commands-inside-refused = Tidak semua jawaban di berkas ini dapat dipakai ({ $rows-written } baris ditolak; { $cells-written } sel ditolak dan dihitung sebagai tidak dijawab). Yang pertama:
commands-estimator-rows = --estimator { $estimator } memeriksa responden satu per satu, paling banyak { $most-written }. Jangan pakai opsi itu, atau ukur sebagian acak dari berkas.
commands-report-written = Laporan ada di { $path }.
commands-by-overlap = Kelompok dari kolom --by yang berbeda dapat beririsan, dan jawaban dalam irisan yang kecil dapat dihitung dengan pengurangan.
commands-refused = { $rows-written } baris dan { $cells-written } sel ditolak; sel yang ditolak dihitung sebagai tidak dijawab. Laporan memuat daftarnya; yang pertama:
commands-plan-heading = Berapa responden? (selang 95%, simpangan baku { $sd })
commands-plan-mean = Agar rata-rata kesenjangan diketahui sampai ± { $width } poin: { $answers } jawaban.
commands-plan-invitations = Dengan { $rate } yang menjawab, undang { $invite }.
commands-plan-groups = Untuk membandingkan dua kelompok sampai ± { $width } poin: { $answers } jawaban di tiap kelompok.
commands-plan-population = Dari seluruhnya { $population-written } pelanggan.
commands-plan-from-file = Simpangan baku { $sd } adalah yang terbesar di antara kesenjangan dimensi di berkas Anda.
commands-plan-guess = Simpangan baku { $sd } lazim untuk skala 7 poin; berikan milik Anda dengan --sd, atau berkas jawaban sebelumnya.
commands-plan-out-of-reach = Sekalipun semua { $population-written } pelanggan diundang, dengan { $rate } yang menjawab jumlahnya tidak cukup. Pilih --half-width yang lebih besar.
commands-plan-too-fine = Tidak ada survei yang cukup besar untuk ± { $width } poin. Pilih --half-width yang lebih besar.
commands-plan-nonsense = { $option } harus berupa angka { $rule }.
commands-plan-above-zero = di atas 0
commands-plan-zero-or-more = 0 atau lebih
commands-plan-share = di atas 0 dan paling besar 1
# rater coach
commands-coach-about = Periksa rancangan balasan sebelum dikirim, dan temukan janji di dalamnya
commands-option-draft = Rancangan balasan, berkas teks; - membacanya dari masukan standar
commands-option-language = Bahasa rancangan; dikenali dari kata-katanya bila tidak disebut
commands-option-received = Tulisan pelanggan, berkas teks
commands-option-now = Waktu setempat saat rancangan ditulis; jam komputer bila tidak disebut (zona dari TZ, jika tidak ada UTC)
commands-option-format-coach = Cara temuan ditulis; teks bila tidak disebut
commands-option-fix = Cetak rancangan dengan semua perbaikan yang aman
commands-option-lsp = Pakai Language Server Protocol lewat masukan dan keluaran standar, untuk editor; tanpa FILE
commands-option-rules = Aturan kantor Anda sendiri, berkas TOML; boleh diulang
commands-coach-too-large = { $path } terlalu besar untuk sebuah rancangan; pilih berkas berisi balasannya.
commands-coach-not-text = { $path } bukan teks UTF-8; simpan rancangan sebagai teks biasa.
commands-coach-bad-now = { $text } bukan waktu setempat; tulislah seperti 2026-12-24T16:30.
commands-coach-faulty-rule = Aturan { $path }: { $problem }
commands-coach-lsp-lost = Panjang pesan dari editor tidak terbaca; daftarkan `rater coach --lsp` di editor sebagai server bahasa.
commands-coach-lsp-not-json = Pesan itu bukan JSON.
commands-coach-lsp-not-message = Pesan itu bukan permintaan dan bukan pemberitahuan.
commands-coach-lsp-not-begun = { $method } datang sebelum initialize.
commands-coach-lsp-not-now = { $method } tidak dapat diminta pada saat ini.
commands-coach-lsp-unknown = Permintaan { $method } tidak dikenal di sini.
commands-coach-lsp-params = Isi { $method } tidak terbaca.
commands-coach-lsp-replace = Tulis “{ $replacement }”
commands-coach-lsp-note = Catat di sini: { $rewrite }
commands-coach-whole = (tentang seluruh balasan)
commands-coach-better = Lebih baik: { $rewrite }
commands-coach-promise = Janji: { $promise } (sampai { $due })
commands-coach-promise-undated = Janji: { $promise } (tanpa waktu)
commands-coach-count = { $count ->
        [0] Tidak ada temuan.
       *[other] { $count } temuan.
    }
commands-coach-factor-reliability = keandalan
commands-coach-factor-assurance = jaminan
commands-coach-factor-tangibles = bukti fisik
commands-coach-factor-empathy = empati
commands-coach-factor-responsiveness = daya tanggap
