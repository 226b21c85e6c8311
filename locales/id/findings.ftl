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
findings-control-none = Selama { $waves-written } gelombang ({ $first } sampai { $last }), rata-rata gelombang mana pun tidak menonjol melebihi kebetulan pada dimensi mana pun.
findings-control-outside = Selama { $waves-written } gelombang ({ $first } sampai { $last }), yang keluar dari batas kendali: { $outside }. Carilah apa yang berbeda waktu itu.
findings-control-share-top = Bagian pelanggan yang memberi jawaban tertinggi pada { $subject } menonjol pada { $waves }.
findings-control-share-below = Bagian pelanggan yang merasakan di bawah harapannya pada { $subject } menonjol pada { $waves }.
findings-control-provisional = Batas kendali bertumpu pada { $waves-written } gelombang dan masih sementara; mulai { $least-written } gelombang batas itu dapat dipegang.
findings-control-provisional-between = Batas kendali bertumpu pada { $waves-written } sampai { $most-written } gelombang, tergantung dimensinya, dan masih sementara di bawah { $least-written } gelombang.
findings-control-break = Mulai { $wave }, butir yang ditanyakan pada { $dimensions } berbeda: batas kendali dan tren dihitung baru dari situ.
findings-trend-none = Tidak ada dimensi yang menunjukkan tren melebihi kebetulan.
findings-trend-falls = { $count ->
    [1] Tren { $dimension } menurun
   *[other] Tren menurun pada { $dimensions }, paling tajam pada { $dimension }
 }: { $slope } poin per gelombang (selang kepercayaan 95%: { $low } sampai { $high }, { $waves-written } gelombang).
findings-trend-rises = { $count ->
    [1] Tren { $dimension } naik
   *[other] Tren naik pada { $dimensions }, paling tajam pada { $dimension }
 }: { $slope } poin per gelombang (selang kepercayaan 95%: { $low } sampai { $high }, { $waves-written } gelombang).
findings-trend-jumps = Pada { $dimension }, gelombang berbeda lebih dari yang dijelaskan garis lurus dan sampelnya: bacalah tren itu sebagai arah, bukan ramalan.
findings-funnel-none = Menurut { $column }, tidak satu pun dari { $groups-written } kelompok menonjol sendiri: masing-masing masih dalam batas kebetulan. Jangan diperingkatkan.
findings-funnel-below = Menurut { $column }, { $count-written } dari { $groups-written } kelompok menonjol, lebih rendah daripada yang dapat dijelaskan kebetulan: { $below }.
findings-funnel-above = Menurut { $column }, { $count-written } dari { $groups-written } kelompok menonjol, lebih tinggi daripada yang dapat dijelaskan kebetulan: { $above }.
findings-funnel-both = Menurut { $column }, { $count-written } dari { $groups-written } kelompok menonjol. Lebih rendah daripada yang dapat dijelaskan kebetulan: { $below }; lebih tinggi: { $above }.
findings-funnel-rest = Masing-masing kelompok lainnya masih dalam batas kebetulan; jangan diperingkatkan.
findings-funnel-look = Patut diperhatikan, meskipun kira-kira satu dari dua puluh kelompok sampai sejauh itu karena kebetulan: { $look }.
findings-funnel-most = Menurut { $column }, { $count-written } dari { $groups-written } kelompok berada di luar corong: kelompok-kelompok itu memang berbeda, entah layanannya entah pelanggannya. Bandingkan lewat rata-rata susut dan selangnya.
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
findings-data-careless-running = { $count-written } dari { $n-written } responden menunjukkan dua tanda atau lebih jawaban asal-asalan; hasil tanpa mereka diberikan setelah gelombang ditutup.
findings-data-careless-few = { $count-written } dari { $n-written } responden menunjukkan dua tanda atau lebih bahwa mereka menjawab asal-asalan; hasil tanpa mereka tidak ditampilkan karena selisihnya akan membuka jawaban orang-orang itu.
findings-first-running-few = Tunggu sampai { $least-written } orang menjawab sebelum memutuskan apa yang didahulukan.
findings-certainty-running-few = Terlalu sedikit untuk disimpulkan selagi jawaban masih masuk: baru { $n-written }, dan selang ditampilkan mulai { $least-written } jawaban.
findings-certainty-running = Jawaban masih masuk (sejauh ini { $n-written }). Selang yang ditampilkan di sini berlaku seberapa sering pun Anda melihatnya, mulai { $least-written } jawaban; karena itu lebih lebar, dan menjadi selang biasa setelah gelombang ditutup.
findings-segments-running = Apakah kelompok berbeda lebih dari kebetulan baru dikatakan setelah gelombang ditutup: selagi jawaban masih masuk, melihatnya setiap hari akan menemukan perbedaan yang sebenarnya tidak ada.
findings-waves-running = Apakah ada yang berubah lebih dari kebetulan baru dikatakan setelah gelombang ditutup; selagi jawaban masih masuk, bandingkan selangnya.
findings-structure-unknown = Apakah { $factors } faktor kuesioner ini terbukti pada data ini tidak dapat dipastikan. { $reason }
findings-structure-inadmissible = Model dengan { $factors } faktor berkorelasi tidak memberi solusi yang mungkin benar di sini: ada dua faktor yang sebenarnya satu, atau butir yang terukur melebihi sempurna. Pakailah { $factors } skor itu sebagai kerangka baca, dan jangan menyatakan bahwa pelanggan membedakannya.
findings-structure-close = Ya, menurut kelaziman: model { $factors } faktor berkorelasi cocok dengan persepsi (CFI { $cfi }; RMSEA { $rmsea }; SRMR { $srmr }; n = { $n-written }; batas { $cfi-close }; { $rmsea-close } dan { $srmr-close }, Hu dan Bentler 1999).
findings-structure-close-alike = Sebagian: model { $factors } faktor berkorelasi cocok dengan persepsi (CFI { $cfi }; RMSEA { $rmsea }; SRMR { $srmr }; n = { $n-written }; batas { $cfi-close }; { $rmsea-close } dan { $srmr-close }, Hu dan Bentler 1999), tetapi tidak semua faktornya dapat dibedakan.
findings-structure-middling = Kurang lebih: model { $factors } faktor berkorelasi cocok dengan persepsi, tetapi tidak erat (CFI { $cfi }; RMSEA { $rmsea }; SRMR { $srmr }; n = { $n-written }; lazimnya disebut cocok bila CFI sekurang-kurangnya { $cfi-close }, RMSEA paling besar { $rmsea-close }, dan SRMR paling besar { $srmr-close }, Hu dan Bentler 1999). Sebagai kerangka baca memadai; untuk menyatakan struktur perlu bukti lebih.
findings-structure-poor = Tidak sebagaimana adanya: model { $factors } faktor berkorelasi kurang cocok dengan persepsi (CFI { $cfi }; RMSEA { $rmsea }; SRMR { $srmr }; n = { $n-written }; CFI di bawah { $cfi-poor } disebut buruk sejak Bentler dan Bonett 1980, RMSEA di atas { $rmsea-poor } sejak Browne dan Cudeck 1993). Bacalah { $factors } skor itu sebagai kelompok pertanyaan, dan jangan menyatakan struktur apa pun.
findings-structure-few = Dengan { $n-written } responden untuk { $items } butir, ini baru pandangan awal: lazimnya sekurang-kurangnya { $each } untuk setiap butir.
findings-structure-distinct = Tidak ada dua faktor yang berkorelasi di atas { $least }, batas yang lazim: biarkan skornya terpisah.
findings-structure-misplaced = Tidak ada dua faktor yang berkorelasi di atas { $least }, jadi faktornya tidak terlalu banyak; tetapi beberapa butir tidak cocok di tempatnya, terutama “{ $item }” (muatan { $loading }). Periksalah muatan faktor sebelum membandingkan skor.
findings-structure-entangled = Tidak ada dua faktor yang berkorelasi di atas { $least } dan tidak ada butir yang muatannya lemah; beberapa butir mungkin juga milik faktor lain, atau saling mengulang. Periksalah bunyi butir sebelum membandingkan skor.
findings-structure-merge = Pelanggan hampir tidak membedakan { $pairs }: faktor-faktor ini berkorelasi di atas { $least } (hingga { $r }). Bacalah bersama, atau gabungkan dalam karya tulis; tetap pisahkan saat menentukan tindakan, karena tindakannya berbeda.
findings-structure-merge-many = Pelanggan hampir tidak membedakan faktor-faktornya: { $count } pasangan berkorelasi di atas { $least } (hingga { $r }), terutama { $pairs }. Di balik sebagian besar jawaban ada satu penilaian umum; bacalah skornya bersama, dan pertahankan faktor sebagai tempat untuk bertindak.
findings-structure-one = Satu faktor saja sama cocoknya (CFI { $one }): menurut jawaban ini hanya ada satu kualitas layanan, bukan { $factors }.
findings-structure-compared = Sebagai pembanding, satu faktor saja memberi CFI { $one }{ $above ->
    [yes] {""}, satu kualitas layanan di atas { $factors } faktor memberi CFI { $second }.
   *[no] {""}.
 }
findings-structure-count-same = Jawaban itu sendiri juga menunjukkan { $parallel } komponen (analisis paralel dan MAP sepakat).
findings-structure-count = Jawaban itu sendiri menunjukkan { $parallel } komponen, bukan { $factors } (analisis paralel dan MAP sepakat).
findings-invariance-waves = Gelombang
findings-invariance-few = { $groups }: tidak diuji apakah { $who } memahami pertanyaan dengan cara yang sama, karena kurang dari dua kelompok memiliki { $least } jawaban lengkap; selisih di antaranya mungkin hanya cara memakai skala.
findings-invariance-of-groups = kelompok-kelompok ini
findings-invariance-of-waves = gelombang-gelombang ini
findings-invariance-some = Yang diperiksa hanya { $tested } terbesar dari { $all }; yang lain terlalu kecil, atau terlalu banyak untuk diperiksa sekaligus.
findings-invariance-half = { $groups }: { $who } melihat faktor yang sama (CFI turun { $metric } bila muatan faktor disamakan; lazimnya paling banyak { $most }, Cheung dan Rensvold 2002); apakah skala dipakai dengan cara yang sama belum pasti. Baca selisih di antaranya dengan hati-hati.
findings-invariance-means = { $groups }: { $who } memahami pertanyaan dengan cara yang sama. CFI turun { $metric } bila muatan faktor disamakan dan { $scalar } bila intersep juga disamakan (lazimnya paling banyak { $most }, Cheung dan Rensvold 2002), jadi rata-rata persepsi boleh dibandingkan.
findings-invariance-loadings = { $groups }: { $who } melihat faktor yang sama, tetapi sebagian menjawab beberapa pertanyaan lebih tinggi atau lebih rendah pada tingkat layanan yang sama: CFI turun { $scalar } bila intersep disamakan (lazimnya paling banyak { $most }, Cheung dan Rensvold 2002). Sebagian selisih rata-rata mungkin hanya cara memakai skala; bandingkan butir demi butir sebelum bertindak.
findings-invariance-structure = { $groups }: arti pertanyaan tidak sama bagi setiap kelompok: CFI turun { $metric } bila muatan faktor disamakan (lazimnya paling banyak { $most }, Cheung dan Rensvold 2002). Selisih rata-ratanya mungkin selisih arti; lihat butir yang berbeda.
findings-invariance-unsettled = { $groups }: belum pasti apakah { $who } memahami pertanyaan dengan cara yang sama; salah satunya terlalu kecil atau terlalu seragam untuk model ini. Baca selisih di antaranya dengan hati-hati.
findings-invariance-unknown = { $groups }: tidak dapat dikatakan apakah { $who } memahami pertanyaan dengan cara yang sama. { $reason }
findings-structure-pair = { $first } dengan { $second }
findings-structure-counts = Berapa komponen yang ditunjukkan jawaban itu sendiri belum pasti: { $parallel } menurut analisis paralel, { $map } menurut MAP; kuesioner memiliki { $factors }.
findings-structure-omega = { $value } (selang 95%: { $low } sampai { $high })
findings-structure-total-unsure = Belum pasti apakah skor total dapat dipakai: omega hierarkis { $omega }, padahal lazimnya memadai mulai { $least }. Tampilkan dimensi di samping skor total apa pun.
findings-structure-total = Skor total dapat dipakai: omega hierarkis { $omega }; lazimnya diminta sekurang-kurangnya { $least }.
findings-structure-no-total = Skor total menyembunyikan banyak hal: omega hierarkis { $omega }; lazimnya diminta sekurang-kurangnya { $least }.
findings-provider-made = { $dimension }: lihat dahulu gap { $gap }: { $what } ({ $value } poin, selang kepercayaan 95%: { $low } sampai { $high }; { $later-written } orang dibandingkan dengan { $earlier-written }).{ $sure ->
    [yes] {" "}Gap ini jelas lebih besar daripada gap lain di dalam. Mulailah dari situ.
    [chance] {" "}Setelah koreksi menurut banyaknya dimensi, ini mungkin kebetulan.
    [close] {" "}Gap lain di dalam mungkin sama besarnya.
   *[unknown] {" "}Tidak semua gap di dalam diketahui, jadi gap lain mungkin lebih besar.
 }{ $small ->
    [yes] {" "}Kurang dari { $least } orang menjawab di salah satu pihak: anggaplah sebagai petunjuk saja.
   *[no] {""}
 }
findings-provider-gap-1 = manajer mengira pelanggan berharap lebih rendah daripada yang sebenarnya
findings-provider-gap-2 = standar menuntut lebih rendah daripada harapan pelanggan menurut manajer
findings-provider-gap-3 = yang dilaksanakan lebih rendah daripada tuntutan standar
findings-provider-gap-4 = yang dilaksanakan lebih rendah daripada yang dijanjikan
findings-provider-none = { $dimensions }: dari gap di dalam yang diketahui, tidak ada kekurangan yang melebihi kebetulan.
findings-provider-unknown = { $dimensions }: tidak dapat dikatakan di mana kekurangan itu terjadi. Terlalu sedikit manajer atau petugas yang menjawab, atau butirnya tidak sama dengan butir pelanggan.
findings-weighting = Diberi bobot menurut proporsi yang diketahui untuk { $columns }: efek desainnya { $cost }, sehingga { $n-written } responden setara dengan { $effective } responden berbobot sama. Bobot hanya memperbaiki yang tercakup dalam kolom-kolom ini.
findings-weighting-dear = Efek desain di atas { $most }: bobot ini memakan lebih dari separuh responden. Bacalah angka berbobot dengan hati-hati.
findings-weighting-apart = Target saling bertentangan: setelah { $rounds-written } putaran masih ada kelompok yang meleset { $miss } dari proporsinya. Bobot dipakai apa adanya.
findings-weighting-refused = Tidak ada yang diberi bobot menurut { $file }. { $reasons }
findings-targets-empty = Berkas itu tidak menyebut satu kolom pun; tulislah sebagai [kolom], dengan satu baris nilai = proporsi untuk tiap kelompok.
findings-targets-column = Tidak ada kolom { $column } dalam jawaban; kolomnya { $columns }.
findings-targets-value = Ada proporsi { $column } yang di bawah nol, atau tidak ada yang di atas nol.
findings-targets-sum = Jumlah proporsi { $column } adalah { $sum }, bukan 1; perbaiki, atau tulis jumlah orangnya.
findings-targets-nobody = Tidak ada penjawab dengan { $value } di { $column }; nilai yang ada: { $values }. Perbaiki ejaannya, atau gabungkan kelompok itu dengan kelompok lain.
findings-targets-few = Kurang dari { $least } penjawab memiliki { $value } di { $column }, dan bobot akan membuka jawaban mereka; gabungkan kelompok itu dengan kelompok lain.
findings-targets-few-outside = Kurang dari { $least } penjawab tidak memiliki satu pun nilai yang disebut untuk { $column }, dan bobot akan membuka jawaban mereka; masukkan mereka ke salah satu kelompok.
findings-targets-few-crossed = Di persilangan kolom-kolomnya ada kelompok dengan kurang dari { $least } orang, dan bobot akan membuka jawaban mereka; hapus salah satu kolom.
findings-targets-rows = Responden terlalu banyak untuk diberi bobot satu per satu. Pilih beberapa ribu di antaranya secara acak ke berkas tersendiri, lalu ukur berkas itu.
findings-targets-other = { $reason }
