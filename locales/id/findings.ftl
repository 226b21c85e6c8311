# Temuan dalam kata-kata: kalimat sederhana yang dibuat dari angka.
findings-list = { $rest }, dan { $last }
findings-title = Kualitas layanan, diukur dengan { $instrument }
findings-shortfall = Layanan paling jauh dari harapan pada dimensi { $dimension }: pelanggan mengharapkan { $expectation } dan merasakan { $perception }, kesenjangan { $value } poin (selang kepercayaan 95%: { $low } sampai { $high }, n = { $n-written }).
findings-shortfall-none = Tidak ada dimensi yang berada di bawah harapan; selisih terkecil ada pada { $dimension }: pelanggan mengharapkan { $expectation } dan merasakan { $perception }, kesenjangan { $value } poin (selang kepercayaan 95%: { $low } sampai { $high }, n = { $n-written }).
findings-shortfall-all = Semua { $dimensions-written } dimensi berada di bawah harapan, dan bukan karena kebetulan.
findings-shortfall-some = { $short-written } dari { $dimensions-written } dimensi berada di bawah harapan dan bukan karena kebetulan.
findings-shortfall-zone = Layanan paling dekat dengan batas minimum pelanggan, atau di bawahnya, pada { $dimension }: persepsi dikurangi minimum adalah { $value } poin (selang kepercayaan 95%: { $low } sampai { $high }, n = { $n-written }), dan { $below } pelanggan menerima kurang dari batas minimumnya.
findings-shortfall-perception = Pelanggan menilai { $dimension } paling rendah: { $value } pada skala { $min-written } sampai { $max-written } (selang kepercayaan 95%: { $low } sampai { $high }, n = { $n-written }). Harapan tidak ditanyakan, jadi ini penilaian, bukan kesenjangan.
findings-shortfall-unknown = Tidak dapat dikatakan di mana layanan kurang: jawabannya terlalu sedikit.
findings-shortfall-item = Di dalam { $dimension }, butir terlemah adalah “{ $item }” ({ $value }).
findings-driver = { $dimension } paling menentukan { $outcome }: dimensi ini memuat { $share } (selang kepercayaan 95%: { $low } sampai { $high }) dari yang dijelaskan semua dimensi, yaitu { $r2 } dari perbedaan antarpelanggan (n = { $n-written }). Ini hubungan, bukan bukti sebab.
findings-driver-no-interval = { $dimension } paling menentukan { $outcome }: dimensi ini memuat { $share } dari yang dijelaskan semua dimensi, yaitu { $r2 } dari perbedaan antarpelanggan (n = { $n-written }). Ini hubungan, bukan bukti sebab.
findings-driver-rivals = Belum dapat dibedakan dengan pasti dari { $rivals }, yang juga mungkin berada di peringkat pertama menggantikan { $dimension }.
findings-driver-not-asked = Apa yang paling menentukan tidak dapat diturunkan karena penilaian keseluruhan tidak ditemukan dalam berkas. Sebutkan kolomnya dalam berkas pemetaan (outcome.overall), atau tambahkan satu pertanyaan keseluruhan pada survei berikutnya.
findings-driver-unknown = Apa yang paling menentukan tidak dapat diturunkan: jawaban lengkap terlalu sedikit, atau penilaian keseluruhan tidak bervariasi.
findings-driver-stated = Bila ditanya langsung, pelanggan memberi poin terbanyak kepada { $dimension } ({ $points } dari 100). Kepentingan yang dinyatakan dan yang diturunkan bisa berbeda; keduanya ditampilkan.
findings-first = Mulailah dari { $dimension }: penting dan kinerjanya di bawah dimensi lain (pada { $probability } ulangan bootstrap).
findings-first-unsure = Mulailah dari { $dimension }, tetapi hati-hati: penting dan kinerjanya di bawah dimensi lain hanya pada { $probability } ulangan bootstrap.
findings-first-no-probability = Mulailah dari { $dimension }: penting dan kinerjanya di bawah dimensi lain.
findings-first-none = Tidak ada dimensi yang penting sekaligus di bawah yang lain: pertahankan yang penting, dan perbaiki butir yang kesenjangannya besar.
findings-first-by-shortfall = Mulailah dari { $dimension }, tempat kekurangannya paling besar; kepentingannya tidak diketahui di sini.
findings-certainty-very-few = Terlalu sedikit untuk disimpulkan: { $n-written } responden. Anggap setiap angka sebagai contoh saja, dan jangan dipublikasikan: orangnya dapat dikenali.
findings-certainty-few = Terlalu sedikit untuk mengambil keputusan: { $n-written } responden. Selangnya lebar; rater measure --plan menunjukkan berapa yang diperlukan.
findings-certainty-clear = Dengan { $n-written } responden, rata-rata diketahui sampai ± { $half } poin, dan { $first } jelas terpisah dari { $second }.
findings-certainty-close = Dengan { $n-written } responden, rata-rata diketahui sampai ± { $half } poin; { $first } dan { $second } terlalu berdekatan untuk dikatakan mana yang lebih buruk.
findings-certainty-sample = Ini berlaku bagi pelanggan seperti yang menjawab; selang hanya mencakup kebetulan, bukan mereka yang tidak pernah ditanya.
findings-measure-rejected = Untuk meramalkan { $outcome }, tidak: anggapan bahwa harapan mengurangi sama besar dengan persepsi menambah ditolak (F({ $df1 }; { $df2 }) = { $f }, { $p }). Persepsi menjelaskan { $perception }, kesenjangan { $gap }. Gunakan kesenjangan untuk melihat di mana layanan belum memenuhi permintaan, dan persepsi untuk meramalkan atau membandingkan dari waktu ke waktu.
findings-measure-kept = Tidak ada yang menentangnya untuk { $outcome } (F({ $df1 }; { $df2 }) = { $f }, { $p }); kesenjangan menjelaskan { $gap }, persepsi { $perception }. Dalam kebanyakan perbandingan yang terbit, persepsi meramalkan lebih baik.
findings-measure-restricted = Jawaban harapan menumpuk di nilai tertinggi pada { $dimensions }: lebih dari { $share } jawaban adalah yang tertinggi, sehingga kesenjangan hampir hanya mengulang persepsi.
findings-measure-noisy = Konsistensi selisih P − E di bawah { $least } pada { $dimensions }: jangan membuat peringkat orang atau kelompok kecil dengannya.
findings-consistency-sound = Butir-butir tiap dimensi sejalan: alpha Cronbach persepsi dari { $lowest } sampai { $highest }.
findings-consistency-weak = Alpha Cronbach persepsi di bawah { $least } pada { $dimensions } (terendah { $lowest }): bacalah butir-butirnya satu per satu.
findings-consistency-constant-perception = Alpha persepsi dihitung tanpa { $items }: semua yang menjawab seluruh dimensi memberi jawaban yang sama di situ.
findings-consistency-constant-expectation = Alpha harapan dihitung tanpa { $items }: semua yang menjawab seluruh dimensi memberi jawaban yang sama di situ.
findings-consistency-constant-gap = Alpha kesenjangan dihitung tanpa { $items }: semua yang menjawab seluruh dimensi mempunyai kesenjangan yang sama di situ.
findings-segment = Menurut { $column }, ada perbedaan yang bukan kebetulan pada { $dimensions }; terbesar pada { $dimension }: { $worst } { $low }, { $best } { $high }.
findings-segment-none = Menurut { $column }, tidak ada dimensi yang berbeda antarkelompok melebihi kebetulan.
findings-wave-better = Dari { $before } ke { $last }, kesenjangan { $dimension } membaik: { $change } poin (selang kepercayaan 95%: { $low } sampai { $high }, n = { $n-written }), yaitu { $perception } dari persepsi dan { $expectation } dari harapan (plus: harapan turun; minus: harapan naik).
findings-wave-worse = Dari { $before } ke { $last }, kesenjangan { $dimension } memburuk: { $change } poin (selang kepercayaan 95%: { $low } sampai { $high }, n = { $n-written }), yaitu { $perception } dari persepsi dan { $expectation } dari harapan (plus: harapan turun; minus: harapan naik).
findings-wave-perception-better = Dari { $before } ke { $last }, { $dimension } membaik: { $change } poin (selang kepercayaan 95%: { $low } sampai { $high }).
findings-wave-perception-worse = Dari { $before } ke { $last }, { $dimension } memburuk: { $change } poin (selang kepercayaan 95%: { $low } sampai { $high }).
findings-wave-none = Dari { $before } ke { $last }, tidak ada dimensi yang berubah melebihi kebetulan.
findings-data-refused = { $rows-written } baris dan { $cells-written } sel ditolak dan dicantumkan di bagian Data; sel yang ditolak dihitung sebagai tidak dijawab.
findings-data-missing = { $share } jawaban kosong. Setiap angka menyebutkan berapa responden di baliknya.
findings-data-not-applicable = { $share } jawaban berbunyi “tidak berlaku”; jawaban itu dipisahkan dari yang kosong dan tidak pernah dihitung sebagai nilai.
findings-data-careless = { $count-written } dari { $n-written } responden menunjukkan dua tanda atau lebih bahwa mereka menjawab asal-asalan; laporan memuat hasil dengan dan tanpa mereka.
findings-data-hidden = { $groups-written } kelompok disembunyikan: kelompok dengan kurang dari { $least-written } responden, dan yang dapat membocorkannya.
findings-paragraph-gap = Kualitas layanan diukur dengan { $instrument } (versi { $version }; { $items-written } butir dalam { $dimensions-written } dimensi, jawaban { $min-written } sampai { $max-written }). Dari { $records-written } baris data, { $n-written } responden dihitung. Kesenjangan adalah persepsi dikurangi harapan pada butir yang sama, dari responden yang menjawab keduanya; skor dimensi seorang responden adalah rata-rata butir yang dijawab dan memerlukan sekurang-kurangnya separuh butir. Kesenjangan diuji sebagai pasangan (uji t berpasangan dan uji peringkat bertanda Wilcoxon menurut Pratt) dan dikoreksi untuk perbandingan ganda menurut Holm pada dimensi serta Benjamini dan Hochberg pada butir. Selang kepercayaan adalah selang t 95%. Konsistensi adalah alpha Cronbach dengan selang Feldt.
findings-paragraph-perception = Kualitas layanan diukur dengan { $instrument } (versi { $version }; { $items-written } butir dalam { $dimensions-written } dimensi, jawaban { $min-written } sampai { $max-written }). Dari { $records-written } baris data, { $n-written } responden dihitung. Hanya persepsi yang ditanyakan; skor dimensi seorang responden adalah rata-rata butir yang dijawab dan memerlukan sekurang-kurangnya separuh butir. Selang kepercayaan adalah selang t 95%. Konsistensi adalah alpha Cronbach dengan selang Feldt.
findings-paragraph-zone = Kualitas layanan diukur dengan { $instrument } (versi { $version }; { $items-written } butir dalam { $dimensions-written } dimensi, jawaban { $min-written } sampai { $max-written }). Dari { $records-written } baris data, { $n-written } responden dihitung. Sebuah butir dihitung bila tingkat minimum, yang diinginkan, dan yang dirasakan semuanya dijawab; kecukupan adalah persepsi dikurangi minimum, keunggulan adalah persepsi dikurangi yang diinginkan. Selang kepercayaan adalah selang t 95%.
findings-paragraph-drivers = Kepentingan relatif adalah penguraian LMG yang eksak (nilai Shapley) atas R² dari { $outcome } terhadap persepsi dimensi, dengan bobot relatif Johnson sebagai pemeriksa; selangnya berasal dari { $replicates-written } ulangan bootstrap (benih { $seed }).
findings-paragraph-item-drivers = Hal yang sama dilakukan dengan semua butir sebagai prediktor; selang bobotnya diperoleh dengan mengeluarkan satu lipatan responden setiap kali (jackknife).
findings-paragraph-segments = Kelompok dibandingkan dengan analisis varians Welch dan uji berpasangan Games–Howell; kelompok di bawah { $least-written } responden tidak ditampilkan.
findings-paragraph-program = Dihitung dengan Rater { $program }.
findings-list-two = { $rest } dan { $last }
findings-quoted = “{ $words }”
findings-shortfall-unsure = Belum dapat dikatakan bahwa layanan tertinggal: kesenjangan terbesar ada pada { $dimension }, { $value } poin (selang kepercayaan 95%: { $low } sampai { $high }, n = { $n-written }), dan bisa saja hanya kebetulan. Pelanggan mengharapkan { $expectation } dan merasakan { $perception }.
findings-driver-noise = Apa yang paling menentukan tidak dapat dikatakan: semua dimensi bersama-sama tidak menjelaskan { $outcome } lebih dari kebetulan ({ $p }).
findings-first-shortfall-elsewhere = Tidak ada dimensi yang penting sekaligus di bawah yang lain menurut persepsi. Menurut harapan pelanggan, kekurangan terbesar ada pada { $dimension } ({ $value } poin): jangan membaca letaknya di kuadran sebagai “berlebihan”.
findings-first-nothing = Tidak ada yang mendesak: tidak ada dimensi yang berada di bawah permintaan pelanggan melebihi kebetulan (terendah: { $dimension }, { $value }).
findings-data-points = Poin dari { $count-written } dari { $n-written } responden tidak dipakai dalam skor berbobot: kosong atau jumlahnya tidak di antara 95 dan 105.
findings-data-percentile-gap = Selang bootstrap kesenjangan { $dimensions } memakai persentil biasa: koreksi bias dan kemencengan (BCa) tidak terdefinisi di situ, karena mengeluarkan satu responden tidak mengubah apa pun atau semua ulangan berada di satu sisi.
findings-data-percentile-driver = Selang bootstrap bobot penentu { $dimensions } memakai persentil biasa: koreksi bias dan kemencengan (BCa) tidak terdefinisi di situ, karena mengeluarkan satu responden tidak mengubah apa pun atau semua ulangan berada di satu sisi.
findings-data-percentile-explained = Selang bootstrap R² memakai persentil biasa: koreksi bias dan kemencengan (BCa) tidak terdefinisi di situ, karena mengeluarkan satu responden tidak mengubah apa pun atau semua ulangan berada di satu sisi.
findings-data-careless-few = { $count-written } dari { $n-written } responden menunjukkan dua tanda atau lebih bahwa mereka menjawab asal-asalan; hasil tanpa mereka tidak ditampilkan karena selisihnya akan membuka jawaban orang-orang itu.
findings-first-running-few = Tunggu sampai { $least-written } orang menjawab sebelum memutuskan apa yang didahulukan.
findings-certainty-running-few = Terlalu sedikit untuk disimpulkan selagi jawaban masih masuk: baru { $n-written }, dan selang ditampilkan mulai { $least-written } jawaban.
findings-certainty-running = Jawaban masih masuk (sejauh ini { $n-written }). Selang yang ditampilkan di sini berlaku seberapa sering pun Anda melihatnya, mulai { $least-written } jawaban; karena itu lebih lebar, dan menjadi selang biasa setelah gelombang ditutup.
findings-segments-running = Apakah kelompok berbeda lebih dari kebetulan baru dikatakan setelah gelombang ditutup: selagi jawaban masih masuk, melihatnya setiap hari akan menemukan perbedaan yang sebenarnya tidak ada.
findings-waves-running = Apakah ada yang berubah lebih dari kebetulan baru dikatakan setelah gelombang ditutup; selagi jawaban masih masuk, bandingkan selangnya.
