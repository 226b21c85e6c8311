# moments: touchpoints, moments of truth, the board of moments, commitments.

## What became of an expectation
moments-judgement-nothing = Tak ada
moments-judgement-met = Terpenuhi
moments-judgement-exceeded = Melebihi
moments-judgement-disappointed = Kecewa

## Noting one
moments-new-title = Bagaimana bagi pelanggan?
moments-where = Di mana terjadinya?
moments-with = Bersama
moments-send = Catat
moments-factor-reliability = sesuai janji, tepat waktu
moments-factor-assurance = paham, sopan, dipercaya
moments-factor-tangibles = yang terlihat
moments-factor-empathy = dikenal sebagai pribadi
moments-factor-responsiveness = sigap dan mau menolong
moments-more-to-say = Ada cerita lain, atau terjadi tadi?
moments-words = Apa yang terjadi?
moments-at = Kapan terjadinya?
moments-at-help = Kosongkan jika baru saja. Paling lama 30 hari yang lalu.
moments-whom = Pelanggannya sudah dikenal?
moments-find = Nama, telepon, atau nomor
moments-find-go = Cari
moments-find-help = Buka berkas Bapak/Ibu itu, lalu catat dari sana agar momen ini menjadi bagian dari berkasnya.
moments-touchpoint-missing = Di mana terjadinya? Pilih titik temunya.
moments-at-unknown = Ini bukan tanggal dengan jam. Pilih dari kalender, atau kosongkan jika baru saja.
moments-sent-before = Momen ini sudah dicatat dengan isi lain, dan catatan yang pertama tetap berlaku. Kirim sekali lagi untuk mencatatnya sebagai momen lain.
moments-retracted = Sudah ditarik kembali, seolah tidak pernah dicatat.

## One moment
moments-noted-title = Tercatat
moments-one-title = Momen kebenaran
moments-noted = Terima kasih, momen ini sudah ada di papan.
moments-case = Pelanggan kecewa, jadi kasus pemulihan sudah dibuka. Perbaikilah selagi masih hangat.
moments-case-go = Buka kasusnya
moments-another = Satu lagi di sini
moments-back-to = Kembali ke { $name }
moments-retract = Tarik kembali
moments-retract-help = Yang mencatat dapat menariknya dalam sepuluh menit.
moments-by = Dicatat oleh { $name }
moments-by-pulse = Dikatakan oleh pelanggan
moments-to-board = Ke papan

## The board
moments-board-title = Momen kebenaran
moments-board-lead = Di mana pelanggan bertemu kita, dan di mana pertemuan itu mengecewakan mereka.
moments-note-one = Catat momen
moments-note-here = Catat di sini
moments-spans = Hari yang dilihat
moments-days = { $days ->
    [365] 12 bulan
   *[other] { $days-written } hari
}
moments-board-table = Siapa yang kecewa
moments-board-how = Tiap angka adalah bagian yang kecewa, dan dari berapa. Garisnya menunjukkan seberapa pasti: dengan keyakinan 95%, bagian itu ada pada garis. Panah membandingkan dengan jumlah hari yang sama sebelumnya. Di bawah lima, datanya terlalu sedikit untuk disimpulkan. Pulse anonim dihitung per bulan penuh dan tidak dapat dibuka.
moments-touchpoint = Titik temu
moments-all-touchpoints = Semuanya
moments-out-of-use = tidak dipakai
moments-review = Ditinjau
moments-review-due = Waktunya ditinjau:
moments-none = belum ada
moments-of = dari { $n-written }
moments-interval = { $low }–{ $high }
moments-too-few = { $n-written }: terlalu sedikit
moments-open-disappointed = kecewa: buka momen-momen ini
moments-open-rows = : buka semuanya
moments-pulses = Pulse
moments-trend-better = membaik
moments-trend-better-words = Yang kecewa lebih sedikit daripada sebelumnya.
moments-trend-worse = memburuk
moments-trend-worse-words = Yang kecewa lebih banyak daripada sebelumnya.
moments-trend-unshown-words = Perbedaan dengan sebelumnya tidak dapat ditunjukkan.
moments-nothing-title = Perjalanan pelanggan masih kosong
moments-nothing-lead = Titik temu adalah tempat, halaman, atau kesempatan pelanggan bertemu dengan Anda: telepon, pintu masuk, loket, tagihan. Tuliskan empat atau lima untuk memulai.
moments-nothing-go = Tuliskan perjalanannya
moments-nothing-ask = Mintalah manajer menuliskan titik-titik temunya.

## Promises and cases on the board
moments-promised-title = Janji dan pemulihan di titik temu
moments-promised-lead = Berapa janji yang jatuh tempo ditepati, dan berapa kasus pemulihan dibuka.
moments-kept = Janji ditepati
moments-cases-head = Kasus pemulihan
moments-promises-open = { $count-written } masih berjalan
moments-cases = { $count-written } kasus
moments-cases-factor = { $factor }: { $count-written }
moments-no-factor = tanpa faktor
moments-elsewhere = Di luar titik temu

## The chain
moments-chain-title = Rantai
moments-chain-lead = Pertemuan seorang pelanggan membentuk rantai, dan rantai sekuat mata rantai terlemahnya: satu pertemuan buruk menghapus yang baik sebelumnya.
moments-chain-none = Pada hari-hari ini tidak ada momen pelanggan yang dikenal, jadi belum ada rantai untuk dilihat.
moments-chain-few = Baru { $n-written } pelanggan yang dikenal: terlalu sedikit untuk mengatakan berapa rantai yang bertahan.
moments-chain-unbroken = { $n-written } pelanggan yang dikenal bertemu kita. Bagi { $share } dari mereka ({ $interval }), rantainya tidak pernah putus.
moments-chain-erased = { $count ->
    [0] Tidak ada pertemuan baik yang terhapus oleh pertemuan buruk.
   *[other] { $count-written } pertemuan baik terhapus oleh pertemuan buruk sesudahnya.
}
moments-chain-breaks = Di mana rantai putus
moments-chain-breaks-how = Dari rantai yang tiba dalam keadaan baik, berapa yang putus di sini; yang terlemah paling dulu.
moments-chain-no-breaks = Tidak ada rantai baik yang putus.
moments-chain-mends = Apa yang menyambungnya
moments-chain-with = Baik lagi pada pertemuan berikutnya, setelah pelanggan menutup kasus pemulihan
moments-chain-without = Baik lagi pada pertemuan berikutnya, tanpa kasus
moments-chain-recovery-few = Rantai yang putus terlalu sedikit untuk mengatakan apakah pemulihan menyambungnya.
moments-chain-recovery-better = Pemulihan menyambung: dengan kasus yang ditutup oleh pelanggan, lebih banyak rantai baik lagi pada pertemuan berikutnya.
moments-chain-recovery-worse = Dengan kasus pemulihan, lebih sedikit rantai yang baik lagi pada pertemuan berikutnya. Lihatlah kasus itu tentang apa, dan bagaimana jalannya.
moments-chain-recovery-unshown = Belum dapat ditunjukkan perbedaan antara rantai dengan kasus pemulihan dan rantai tanpa kasus.

## The list
moments-list-title = Momen satu per satu
moments-factor = Faktor
moments-judgement = Bagaimana jadinya
moments-list-go = Tampilkan
moments-list-team = Papan menghitung momen semua tim. Di sini Anda melihat momen tim Anda dan momen tanpa tim.
moments-list-none = Tidak ada momen seperti itu pada hari-hari ini.
moments-list-next = Yang lebih lama

## The journey
moments-journey-title = Perjalanan pelanggan
moments-journey-lead = Setiap tempat pelanggan bertemu dengan Anda, sesuai urutan mereka melewatinya. Tiap titik punya penanggung jawab yang meninjaunya kembali.
moments-journey-none = Belum ada titik temu
moments-journey-none-lead = Ikuti jalan seorang pelanggan: bagaimana mereka menemukan Anda, siapa yang pertama ditemui, di mana mereka menunggu, bagaimana mereka pulang?
moments-touchpoint-added = Titik temu ditambahkan di akhir. Pindahkan ke tempatnya.
moments-touchpoint-saved = Tersimpan.
moments-touchpoint-moved = Sudah dipindahkan.
moments-touchpoint-retired = Titik temu ini tidak dipakai lagi. Catatannya tetap ada.
moments-touchpoint-name = Nama
moments-touchpoint-name-help = Sebutan yang dipakai rekan kerja Anda, misalnya: Loket pendaftaran.
moments-touchpoint-add = Tambah titik temu
moments-touchpoint-go = Tambahkan
moments-no-owner = Belum ada penanggung jawab
moments-owned-by = Penanggung jawab: { $name }
moments-owner = Siapa penanggung jawabnya?
moments-review-day = Kapan ditinjau kembali?
moments-review-unknown = Ini bukan tanggal. Pilih dari kalender, atau kosongkan.
moments-move-up = Naikkan { $name }
moments-move-down = Turunkan { $name }
moments-change = Ubah
moments-retire = Berhenti memakai
moments-retire-ask = Berhenti memakai titik temu ini? Setelah itu tidak ada lagi yang dapat dicatat di sini. Catatannya tetap ada.
moments-retire-help = Yang sudah dicatat tetap ada.
moments-out-of-use-title = Tidak dipakai lagi
moments-out-of-use-since = sejak { $day }
moments-rename = Ganti nama

## Standards and rules

## Commitments
moments-commitments-title = Yang dipegang pelanggan dari kita
moments-commitments-lead = Pelanggan menagih lebih dari yang Anda janjikan langsung kepada mereka. Tuliskan semuanya, agar tidak ada yang terkejut.
moments-commitments-none = Di sini belum ada yang tertulis.
moments-commitments-retired = Tidak berlaku lagi
moments-commitment-add = Tambah
moments-sort-direct = Yang kita katakan tentang diri kita
moments-sort-direct-help = Dikatakan terang-terangan: garansi, kontrak, standar, halaman kita sendiri, iklan. Pelanggan memegang kata-kata kita.
moments-sort-implied = Yang kita biarkan diharapkan
moments-sort-implied-help = Tidak pernah dikatakan, tetapi siapa pun akan menyimpulkannya dari harga, ruangan, dan cara kita menampilkan diri.
moments-sort-trade = Yang lazim di bidang ini
moments-sort-trade-help = Pesaing melakukannya, dan kini pelanggan mengharapkannya dari semua.
moments-sort-common = Yang tetap diharapkan pelanggan
moments-sort-common-help = Mereka menganggapnya wajar, walaupun ada tulisan yang berkata lain. Harapan seperti ini terkelola jika semua tahu apa yang bisa kita lakukan, apa yang kita katakan, dan siapa yang mengatakannya.
moments-unmanaged = Belum ada yang mengelola ini
moments-unmanaged-count = { $count-written } harapan belum terkelola. Lihat apa yang kurang.
moments-published = terbuka untuk umum
moments-set-by = Ditetapkan oleh { $name }
moments-source-is = Di: { $source }
moments-within-minutes = dalam { $count-written } menit jam buka
moments-within-hours = dalam { $count-written } jam buka
moments-commitment-new = Tulis komitmen
moments-commitment-title = Komitmen
moments-commitment-written = Sudah ditulis.
moments-commitment-saved = Tersimpan.
moments-commitment-retired = Komitmen ini tidak berlaku lagi. Janji yang dibuat berdasarkannya tetap menyimpannya.
moments-commitment-since = Tidak berlaku lagi sejak { $day }. Masih dapat dibaca, tetapi tidak dapat diubah.
moments-commitment-retire = Tidak berlaku lagi
moments-commitment-retire-ask = Apakah ini tidak berlaku lagi? Sesudahnya tidak dapat diubah.
moments-commitment-retire-help = Janji yang dibuat berdasarkannya tetap menyimpannya.
moments-kind = Dari mana asalnya?
moments-kind-missing = Dari mana asalnya? Pilih salah satu.
moments-kind-guarantee = Garansi
moments-kind-guarantee-help = Kita mengganti jika tidak begitu.
moments-kind-contract = Kontrak
moments-kind-contract-help = Sudah ditandatangani.
moments-kind-standard = Standar
moments-kind-standard-help = Kita umumkan, dan diukur dengannya.
moments-kind-web = Halaman dan dokumen kita
moments-kind-web-help = Tertulis dan dapat dibaca semua orang.
moments-kind-advertising = Iklan
moments-kind-advertising-help = Poster, siaran, unggahan.
moments-kind-implied = Tersirat
moments-kind-implied-help = Tidak dikatakan, tetapi siapa pun menyimpulkannya.
moments-kind-trade = Standar bidang ini
moments-kind-trade-help = Pesaing melakukannya.
moments-kind-common = Harapan umum
moments-kind-common-help = Pelanggan tetap menganggapnya wajar.
moments-commitment-words = Bagaimana kata-katanya?
moments-commitment-words-help = Seperti pelanggan mengatakannya, misalnya: Hasil tersedia dalam satu jam.
moments-only-trade = Pesaingnya
moments-competitor = Siapa yang menetapkan standar ini?
moments-only-common = Cara kita menanganinya
moments-only-common-help = Anda dapat mengisinya nanti. Sampai saat itu ditandai belum terkelola.
moments-can-do = Yang bisa kita lakukan
moments-we-say = Yang kita katakan
moments-said-by = Siapa yang mengatakannya
moments-factor-missing = Tentang faktor yang mana dari kelimanya? Pilih salah satu.
moments-choose = Pilih
moments-minutes = Dalam berapa menit?
moments-minutes-help = Menit selama jam buka Anda. Kosongkan jika tidak disebut waktunya.
moments-source = Di mana ditulis atau dikatakan?
moments-source-help = Misalnya sebuah halaman, pasal, atau tulisan di pintu masuk.
moments-publish = Boleh dibaca semua orang
moments-publish-help = Boleh tampil di halaman umum Anda: kata-kata dan waktunya, bukan pembicaraan internal Anda.

## What is missing in a commitment
commitment-no-words = Belum ada yang tertulis. Tulis komitmennya seperti pelanggan mengatakannya.
commitment-no-competitor = Standar bidang ini ditetapkan oleh seseorang. Sebutkan pesaingnya.
commitment-no-can-do = Belum diketahui apa yang bisa kita lakukan.
commitment-no-we-say = Belum diketahui apa yang kita katakan kepada pelanggan.
commitment-no-said-by = Belum diketahui siapa yang mengatakannya.
