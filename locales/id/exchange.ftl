# exchange: membaca berkas dan menemukan kolom-kolom instrumen di dalamnya

## Berkas apa pun
exchange-not-found = Berkas { $file } tidak ada. Periksa nama dan foldernya.
exchange-is-a-folder = { $file } adalah folder. Sebutkan berkas survei di dalamnya.
exchange-forbidden = Anda tidak diizinkan membaca { $file }. Mintalah izin kepada pemiliknya, atau salin berkas itu ke folder Anda sendiri.
exchange-unreadable = { $file } tidak dapat dibaca: { $reason }. Salin berkas itu ke komputer ini lalu coba lagi.
exchange-empty = { $file } tidak berisi jawaban. Ekspor kembali survei beserta jawabannya.
exchange-damaged = { $file } rusak atau terpotong. Ekspor atau unduh sekali lagi.
exchange-too-many-columns = { $file } memiliki lebih dari { $limit-written } kolom; tidak ada survei sebesar itu. Pastikan satu responden menempati satu baris.
exchange-line-too-long = { $file }, baris { $line }: baris ini lebih panjang dari { $limit-written } MB. Pastikan setiap responden berada pada barisnya sendiri.

## JSON per baris
exchange-json-line = { $file }, baris { $line }, karakter { $character }: ini bukan objek JSON. Tulis satu responden per baris, misalnya { "{" }"E01": 7, "P01": 5{ "}" }.
exchange-json-list-too-large = { $file } adalah satu daftar JSON berukuran lebih dari { $limit-written } MB. Tulislah satu objek per baris (JSON lines).

## Buku kerja
exchange-no-table = { $file } tidak memiliki lembar dengan baris judul kolom dan jawaban di bawahnya (lembar: { $sheets }). Letakkan nama kolom dalam satu baris dan setiap responden pada satu baris di bawahnya.
exchange-old-workbook = { $file } adalah buku kerja Excel lama (.xls) atau dilindungi kata sandi. Buka lalu simpan sebagai .xlsx tanpa kata sandi.
exchange-other-spreadsheet = { $file } adalah lembar kerja (spreadsheet), tetapi bukan buku kerja Excel. Simpan sebagai .xlsx atau CSV.
exchange-unpacks-too-large = Isi { $file } jauh lebih besar daripada survei mana pun, jadi berkas tidak dibuka. Simpan lembar jawabannya sebagai CSV.
exchange-packed = { $file } dimampatkan (gzip). Buka dahulu, lalu bawa berkas di dalamnya.
exchange-too-many-records = { $file } memiliki lebih dari { $limit-written } baris, yaitu batas sekali bawa lewat halaman. Pakailah perintah “rater import”, atau potong berkasnya.

## SPSS
exchange-sav-truncated = { $file } terputus di tengah responden { $row }. Simpan lagi di SPSS, atau unduh sekali lagi.
exchange-sav-unsupported = { $file } adalah berkas SPSS jenis yang tidak dibaca Rater ({ $what }). Simpan lagi di SPSS sebagai .sav, atau ekspor sebagai CSV.

## Baris yang ditolak
exchange-refused-duplicate-id = Baris { $row }: responden { $value } sudah menjawab pada baris sebelumnya, yang dipakai. Hapus salah satu dari kedua baris itu, atau sebutkan kolom pembeda gelombang dengan --wave.
exchange-refused-duplicate-id-in-wave = Baris { $row }: responden { $value } sudah menjawab pada baris sebelumnya di gelombang ini; yang pertama dipakai. Hapus salah satunya.
exchange-refused-cell-count = Baris { $row } berisi { $found-written } sel, padahal judulnya { $expected-written }. Periksa pemisah yang kurang atau berlebih, atau tanda kutip yang belum ditutup.
exchange-refused-not-text = Baris { $row } bukan teks yang sah dalam pengodean berkas ini. Simpan berkas sebagai UTF-8.

## Menemukan kolom
exchange-undecided = Rater tidak dapat menentukan kolom mana yang menjawab pertanyaan { $instrument }: { $missing-written } butir tidak ditemukan ({ $items }). Jalankan rater measure FILE --map mapping.toml untuk membuat rancangan yang Anda lengkapi, lalu rater measure FILE --mapping mapping.toml.
exchange-battery-missing = Berkas ini tidak berisi jawaban untuk pertanyaan { $battery ->
    [expectation] { exchange-battery-name-expectation }
    [minimum] { exchange-battery-name-minimum }
    [desired] { exchange-battery-name-desired }
    [importance] { exchange-battery-name-importance }
   *[perception] { exchange-battery-name-perception }
 } dari { $instrument } (kolom seperti { $columns }). Pilih instrumen yang sesuai dengan --instrument, atau jalankan rater measure FILE --map mapping.toml untuk menyebutkan kolomnya.
exchange-ambiguous = Lebih dari satu kolom dapat berarti { $place }: { $columns }. Tentukan dalam berkas pemetaan: rater measure FILE --map mapping.toml membuat rancangannya.
exchange-coded = Berkas ini berisi kode seperti A1 atau AO01, bukan jawaban, dan tidak menyatakan apakah kode pertama yang terendah. Ekspor sekali lagi dengan angka atau dengan jawaban lengkap.
exchange-column-unknown = Berkas ini tidak memiliki kolom { $column }. Kolomnya adalah: { $columns }.
exchange-column-unknown-hint = Berkas ini tidak memiliki kolom { $column }; apakah maksud Anda { $nearest }? Kolomnya adalah: { $columns }.
exchange-mapping-syntax = Berkas pemetaan bukan TOML yang sah pada baris { $line }: { $reason }. Perbaiki baris itu.
exchange-mapping-format = Berkas pemetaan harus diawali dengan format = "rater.mapping/1".
exchange-mapping-value = Berkas pemetaan berisi nilai yang salah di { $place }: seharusnya { $expected }.
exchange-mapping-entry = Berkas pemetaan berisi entri { $place } yang tidak dikenal Rater. Yang boleh: { $allowed }.
exchange-mapping-place = Pemetaan memberi kolom { $column } tempat { $place }, yang tidak ada dalam { $instrument }.
exchange-mapping-place-hint = Pemetaan memberi kolom { $column } tempat { $place }, yang tidak ada dalam { $instrument }; apakah maksud Anda { $nearest }?
exchange-mapping-twice = Pemetaan memberikan tempat { $place } kepada lebih dari satu kolom: { $columns }. Sisakan satu saja.
exchange-targets-syntax = { $file }, baris { $line }: bukan TOML yang sah: { $reason }. Perbaiki baris itu.
exchange-targets-value = { $file } berisi nilai yang salah di { $place }: seharusnya seperti { $expected }.
exchange-targets-twice = { $file } menyebut kolom yang sama dua kali, sebagai { $one } dan sebagai { $other }. Kumpulkan proporsi keduanya di bawah salah satunya.

exchange-battery-name-expectation = harapan
exchange-battery-name-perception = persepsi
exchange-battery-name-minimum = minimum
exchange-battery-name-desired = keinginan
exchange-battery-name-importance = kepentingan

exchange-note-by-text = { $found-written } kolom dikenali dari kata-kata pertanyaannya.
exchange-note-by-order = { $found-written } kolom dikenali hanya dari urutannya: { $first } sampai { $last } sebagai { $battery }. Pastikan ini benar.
exchange-note-battery-absent = Berkas ini tidak berisi jawaban { $battery }, jadi semua yang memerlukannya tidak dihitung.
exchange-note-coded = { $found-written } kolom mulai { $first } berisi kode seperti { $letters }1 atau { $letters }01; kode pertama dibaca sebagai jawaban terendah. Jika urutannya terbalik, nyatakan di bawah [reversed] dalam berkas pemetaan.
exchange-note-label-of-another = { $column } menyebut { $value } “{ $label }”, padahal instrumen menyebutnya { $labelled }: kode berkas ini mungkin terbalik. Jika benar, nyatakan di bawah [reversed] dalam berkas pemetaan.

## Rancangan pemetaan
exchange-draft-head = Pemetaan berkas survei ke instrumen { $instrument }. Lengkapi, lalu jalankan: rater measure FILE --mapping BERKAS-INI
exchange-draft-columns = Kiri: kolom berkas. Kanan: isinya, misalnya expectation.01, perception.01, points.reliability, outcome.overall, id, wave, seconds, atau ignore.
exchange-draft-missing-places = Belum ditemukan dalam berkas:
exchange-draft-unused = Kolom yang belum dipakai, dengan contoh isinya. Hapus tanda # lalu isi tempatnya:
exchange-draft-codes = Kode yang berarti "tidak menjawab" atau "tidak berlaku" per kolom, dan kolom yang skalanya terbalik:

## Laporan sebagai buku kerja
exchange-sheet-summary = Ringkasan
exchange-sheet-gaps = Kesenjangan
exchange-sheet-numbers = Angka
exchange-sheet-data = Mutu data
exchange-sheet-methods = Metode
exchange-sheet-low = Batas bawah
exchange-sheet-high = Batas atas
exchange-sheet-file = Berkas
exchange-sheet-line = Baris
exchange-sheet-column = Kolom
exchange-sheet-value = Nilai
exchange-sheet-reason = Alasan
exchange-sheet-page = Halaman
exchange-sheet-failed = Buku kerja tidak dapat ditulis: { $reason }. Gunakan --format csv.

## Tables and text files
exchange-header-only = { $file } hanya berisi baris judul tanpa jawaban di bawahnya. Ekspor ulang survei beserta jawabannya.
exchange-not-text = { $file } bukan tabel teks dan bukan jenis berkas yang dikenal Rater. Simpan survei sebagai CSV, XLSX, SAV, atau Parquet.
exchange-one-column = { $file } hanya memiliki satu kolom; tidak ada koma, titik koma, tab, atau | di antara sel. Simpan sebagai CSV dengan koma atau titik koma.
exchange-wrong-delimiter = Sel di { $file } tampaknya dipisahkan oleh { $seen }, yang tidak dibaca Rater. Simpan sebagai CSV dengan koma atau titik koma.
exchange-spaces = Sel di { $file } tampaknya dipisahkan oleh spasi, padahal spasi juga ada di dalam jawaban. Simpan sebagai CSV dengan koma atau titik koma.
exchange-column-not-in-file = { $file } tidak memiliki kolom { $column } yang ada di berkas pertama. Gabungkan hanya berkas dari survei yang sama, dengan nama kolom yang sama.
exchange-too-many-segments = Kolom { $column } memiliki lebih dari { $limit-written } nilai yang berbeda, jadi tidak membagi responden menjadi kelompok. Pilih kolom seperti cabang, atau hilangkan --by { $column }.
exchange-too-many-pairs = Kolom { $first } dan { $second } bersama-sama memiliki lebih dari { $limit-written } nilai yang berbeda, jadi tidak membagi responden menjadi kelompok. Gabungkan kelompok kecil di salah satunya, atau hilangkan --by { $first }.
exchange-plan-refused = Jawaban ini tidak dapat dijumlahkan secara eksak, karena sebuah dimensi berisi terlalu banyak butir atau sebuah skala terlalu panjang. Dalam instrumen, bagilah dimensi yang berisi lebih dari 30 butir, atau perpendek skalanya.
