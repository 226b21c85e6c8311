# Mengapa sebuah angka tidak ada.

undefined-nobody-answered = Tidak ada yang menjawab semua yang diperlukan angka ini.
undefined-too-few-respondents = Responden terlalu sedikit untuk angka ini.
undefined-no-variation = Semua jawaban sama, sehingga tidak ada keragaman untuk dihitung.
undefined-too-few-items = Butir terlalu sedikit untuk angka ini.
undefined-collinear = Salah satu variabel dapat dihitung dari yang lain, sehingga tidak dapat dibedakan.
undefined-all-ties = Semua selisih sama dengan nol.
undefined-too-many-predictors = Prediktor terlalu banyak untuk memeriksa setiap kombinasi.
undefined-too-many-factors = Faktor terlalu banyak untuk butir sesedikit ini: tidak dapat dibedakan.
undefined-too-few-factors = Faktor terlalu sedikit untuk angka ini.
undefined-too-few-groups = Perbandingan memerlukan sedikitnya dua kelompok yang boleh ditampilkan.
undefined-too-few-waves = Gelombang dengan kuesioner yang sama terlalu sedikit untuk angka ini.
undefined-out-of-range = Salah satu angka yang diberikan berada di luar rentang yang bermakna.
undefined-degenerate-bootstrap = Bootstrap tidak memberi selang di sini: menghilangkan satu responden mana pun tidak mengubah apa-apa.
undefined-suppressed = Disembunyikan karena kelompoknya terlalu kecil untuk ditampilkan.
undefined-not-asked = Berkas tidak memuat jawaban jenis ini.
undefined-other = Angka ini tidak dapat dihitung.
undefined-needs-rows = Responden terlalu banyak untuk diperiksa satu per satu, padahal angka ini memerlukannya.
undefined-empty-target = Tidak ada responden dalam salah satu kelompok yang hendak dibobot, sehingga tidak ada yang dapat mewakilinya. Gabungkan dengan kelompok lain.
undefined-invalid-target = Salah satu target pembobotan bukan bagian dari keseluruhan: beri setiap kelompok suatu bagian, tidak di bawah nol.
undefined-not-identified = Model mencari lebih banyak daripada yang dapat dibedakan dari jawaban ini.
undefined-no-convergence = Estimasi tidak mencapai titik tetap; hal ini terjadi bila model jauh dari jawaban.
undefined-running = Jawaban masih masuk, sedangkan angka ini untuk gelombang yang sudah selesai: bila dilihat setiap hari, ia akan menemukan perbedaan yang sebenarnya tidak ada.
undefined-held = Ditahan sampai sepuluh orang lagi menjawab pertanyaan ini: angka yang berubah karena lebih sedikit orang akan membuka jawaban perorangan.
undefined-inadmissible = Solusi modelnya tidak mungkin benar, misalnya butir yang terukur melebihi sempurna, sehingga tidak ada yang dibaca darinya.
